public import Clocks

/// Judges a detached CMS signature over the ranges of a file.
///
/// Each question is asked by itself so that the report can name the first thing that is wrong, and a valid verdict is
/// given only when OpenSSL, asked once more about the whole, agrees. Revocation is not asked about; the report says so.
/// Works from any task; blocking: no, only computing.
///
/// Source: EN 319 102-1, 5.2 and 5.3, as far as a signature without timestamp goes.
public struct SignatureValidator: Sendable {
    /// Whom to trust.
    public let trust: TrustStore

    /// Makes a validator.
    public init(trust: TrustStore) {
        self.trust = trust
    }

    /// Judges one signature.
    ///
    /// - Parameters:
    ///   - contents: The signature as it stands in the file: DER and the zero padding after it.
    ///   - content: The signed bytes, in pieces, in their order.
    ///   - signingTime: When it was made; `nil` when nothing says so, then `now` is taken as a claim.
    ///   - now: The time of judging.
    /// - Returns: A verdict for any input; nothing is thrown and nothing traps.
    public func validate(
        contents: [UInt8], content: [ArraySlice<UInt8>], signingTime: SigningTime?, now: UTCInstant
    ) -> SignatureReport {
        let examination = CMSExamination(contents: contents, content: content, form: .baseline)
        var trial = SignatureTrial(examination)
        if let certificate = examination.signer, let signature = examination.signature {
            let time = signingTime ?? SigningTime(now, .claimed)
            let helpers = signature.certificates + self.trust.intermediates.map(\.derBytes)
            self.checkCertificate(&trial, certificate, helpers, time, now)
            // OpenSSL has the last word: only what both find in order is valid.
            if trial.indication == .valid, let fault = examination.objection(along: trial.path) {
                trial.fail(.indeterminate, .generic, fault)
            }
        }
        return trial.report(claimed: signingTime)
    }

    private func checkCertificate(_ trial: inout SignatureTrial, _ certificate: Certificate, _ helpers: [[UInt8]], _ time: SigningTime, _ now: UTCInstant) {
        let report = CertificateReport(certificate, helpers: helpers, anchors: self.trust.anchors, at: time.instant)
        trial.path = report.path
        if report.hasPath {
            trial.passed(.path)
        } else {
            trial.failed(.path, .indeterminate, report.fault ?? .generic, report.detail)
        }
        self.checkValidity(&trial, certificate, time, now)
        if certificate.maySignDocuments {
            trial.passed(.purpose)
        } else {
            trial.failed(.purpose, .indeterminate, .chainConstraintsFailure, "the key usage does not allow signing")
        }
    }

    /// A recorded time is evidence; a claimed one is worth something only while the certificate is still valid.
    private func checkValidity(_ trial: inout SignatureTrial, _ certificate: Certificate, _ time: SigningTime, _ now: UTCInstant) {
        let instant = time.instant
        if time.basis == .claimed, !(certificate.isValid(at: instant) && certificate.isValid(at: now)) {
            trial.failed(.validity, .indeterminate, .noProofOfExistence, "nothing proves that it was signed while valid")
        } else if instant < certificate.notBefore {
            trial.failed(.validity, .invalid, .notYetValid, "valid from \(certificate.notBefore.iso8601)")
        } else if instant > certificate.notAfter {
            trial.failed(.validity, .invalid, .expired, "valid until \(certificate.notAfter.iso8601)")
        } else {
            trial.passed(.validity)
        }
    }
}
