import Clocks
import PAdES
import PDF
import PKI

/// Judges the signatures of a stored file as a stranger would.
struct StoredSignatureJudge: Sendable {
    let trust: TrustStore
    /// When the suite completed a signature, by the SHA-256 of its CMS.
    let recorded: [[UInt8]: UTCInstant]
    let now: UTCInstant

    /// What is wrong; nil when every signature is valid and nothing was added after it that is not permitted.
    ///
    /// A missing answer about revocation is the signing service's debt and no fault of the file (R39).
    func fault(of bytes: [UInt8]) -> Words? {
        let validator = DocumentValidator(trust: self.trust, policy: ValidationPolicy(revocation: .recorded))
        let report = validator.validate(bytes, at: self.now, recorded: self.recorded)
        if let fault = report.fault { return Words("không phải tệp PDF đọc được", "this is no readable PDF: \(fault.message)") }
        guard report.indication != .valid else { return nil }
        return Words(report.verdictSentence(in: .vietnamese), report.verdictSentence(in: .english))
    }
}
