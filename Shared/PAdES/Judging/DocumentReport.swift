public import Clocks
public import PDF
public import PKI

/// The verdict over a document and everything it rests on (R35, R36).
public struct DocumentReport: Hashable, Sendable {
    /// The main answer: valid when there is a signature, every signature is valid and nothing speaks against the document.
    public let indication: Indication
    /// Why it is not valid.
    public let subIndication: SubIndication?
    /// The reason in technical words, for the log.
    public let detail: String
    /// When it was judged.
    public let judgedAt: UTCInstant
    /// SHA-256 of the file.
    public let sha256: [UInt8]
    /// Length of the file. Unit: bytes.
    public let sizeBytes: Int
    /// Every signature and document timestamp, in the order of what they cover.
    public let signatures: [JudgedSignature]
    /// Why the document cannot be read; `nil` when it can.
    public let fault: PDFError?

    /// Answers about revocation that could not be had and may be asked for, each certificate once.
    public var debts: [RevocationDebt] {
        var known: Set<Certificate> = []
        return self.signatures.flatMap(\.allRevocation).filter { $0.isDebt && known.insert($0.certificate).inserted }.map {
            RevocationDebt(certificate: $0.certificate, issuer: $0.issuer, since: self.judgedAt, attempts: [])
        }
    }

    /// What must be kept so that the verdict can be followed later: certificates and statements, each once (R35).
    public var evidence: DocumentSecurityStore {
        var certificates: [[UInt8]] = []
        var ocsps: [[UInt8]] = []
        var crls: [[UInt8]] = []
        func add(_ bytes: [UInt8], to list: inout [[UInt8]]) {
            if !list.contains(bytes) { list.append(bytes) }
        }
        for signature in self.signatures {
            let paths = [signature.report.path] + signature.timestamps.map(\.path)
            for certificate in paths.joined() { add(certificate.derBytes, to: &certificates) }
            for finding in signature.allRevocation.compactMap(\.finding) {
                add(finding.signer.derBytes, to: &certificates)
                if finding.source == .ocsp { add(finding.derBytes, to: &ocsps) } else { add(finding.derBytes, to: &crls) }
            }
        }
        return DocumentSecurityStore(certificates: certificates, ocsps: ocsps, crls: crls)
    }
}
