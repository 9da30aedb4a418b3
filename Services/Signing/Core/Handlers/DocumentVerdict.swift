import PDF
import PKI

/// What one signature of a document is worth: the verdict over its CMS and what its byte range says about the file.
struct DocumentVerdict: Sendable {
    let indication: Indication
    let subIndication: SubIndication?
    let report: PKI.SignatureReport
    /// The time the signer's computer wrote into the file.
    let claimedTime: SigningTime?
    let coversWholeFile: Bool
    /// What the byte range has against the signature, in both languages; nil when nothing.
    let objection: DocumentObjection?
    /// SHA-256 of the CMS without padding.
    let cmsSHA256: [UInt8]

    /// Whether the signed bytes are unchanged and are what the signature shows.
    var isIntact: Bool { self.report.outcome(of: .integrity) == .passed && self.objection != .byteRange }

    /// Whether path and validity hold.
    var isTrusted: Bool {
        self.report.outcome(of: .path) == .passed && self.report.outcome(of: .validity) == .passed
    }

    /// The whole report in words (R36).
    func words(in language: Language) -> String {
        let first = self.objection.map { [$0.sentence(in: language)] } ?? []
        let verdict = self.indication == self.report.indication ? [] : [self.verdictSentence(in: language)]
        let rest = self.report.sentences(in: language)
        return (verdict + first + (verdict.isEmpty ? rest : Array(rest.dropFirst()))).joined(separator: " ")
    }

    private func verdictSentence(in language: Language) -> String {
        switch (self.indication, language) {
        case (.invalid, .vietnamese): "Chữ ký số không hợp lệ."
        case (.invalid, .english): "The signature is not valid."
        case (_, .vietnamese): "Chưa đủ căn cứ kết luận chữ ký số hợp lệ."
        case (_, .english): "There is not enough evidence to call the signature valid."
        }
    }
}
