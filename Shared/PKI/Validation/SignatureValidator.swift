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
        var trial = SignatureTrial(signingTime: signingTime ?? SigningTime(now, .claimed), now: now)
        do {
            try self.run(&trial, contents: contents, content: content)
        } catch {
            trial.fail(.indeterminate, .generic, error.message)
        }
        return trial.report(claimed: signingTime)
    }

    private func run(_ trial: inout SignatureTrial, contents: [UInt8], content: [ArraySlice<UInt8>]) throws(PKIError) {
        guard let (signature, signer) = self.readFormat(&trial, contents) else { return }
        let certificate = self.findSigner(&trial, signature, signer)
        try self.checkIntegrity(&trial, signature, signer, content)
        self.checkReference(&trial, signer, certificate)
        self.checkAlgorithms(&trial, signer, certificate)
        guard let certificate else { return }
        let helpers = signature.certificates + self.trust.intermediates.map(\.derBytes)
        self.checkCertificate(&trial, certificate, helpers)
        guard trial.indication == .valid else { return }

        // OpenSSL has the last word: only what both find in order is valid.
        let fault = try CMSVerifier.fault(
            signature.derBytes, content: content, trust: self.trust, at: trial.signingTime.instant)
        if let fault { trial.fail(.indeterminate, .generic, fault) }
    }

    private func readFormat(_ trial: inout SignatureTrial, _ contents: [UInt8]) -> (CMSSignature, CMSSignerInfo)? {
        let signature: CMSSignature
        do {
            signature = try CMSSignature(contents: contents)
        } catch {
            trial.failed(.format, .invalid, .formatFailure, error.message)
            return nil
        }
        guard signature.signers.count == 1, let signer = signature.signers.first else {
            trial.failed(.format, .invalid, .formatFailure, "\(signature.signers.count) signers in one signature")
            return nil
        }
        guard !signature.isAttached else {
            trial.failed(.format, .invalid, .formatFailure, "the signature carries content of its own")
            return nil
        }
        trial.passed(.format)
        trial.algorithm = signer.algorithmName
        trial.hasTimestamp = signer.hasTimestamp
        return (signature, signer)
    }

    private func findSigner(_ trial: inout SignatureTrial, _ signature: CMSSignature, _ signer: CMSSignerInfo) -> Certificate? {
        let readable = signature.certificates.compactMap { try? Certificate(derBytes: $0) }
        guard let name = signer.issuerAndSerial,
            let certificate = readable.first(where: { $0.issuerBytes == name.issuer && $0.serialNumberBytes == name.serial })
        else {
            trial.failed(.signerReference, .indeterminate, .noSigningCertificate, "the signer's certificate is not in the file")
            return nil
        }
        trial.signer = certificate
        return certificate
    }

    private func checkIntegrity(
        _ trial: inout SignatureTrial, _ signature: CMSSignature, _ signer: CMSSignerInfo, _ content: [ArraySlice<UInt8>]
    ) throws(PKIError) {
        guard let expected = signer.messageDigest else {
            trial.failed(.integrity, .invalid, .formatFailure, "the signature has no message digest")
            return
        }
        if let algorithm = signer.digestAlgorithm, algorithm.digest(content) != expected {
            trial.failed(.integrity, .invalid, .hashFailure, "the content was changed after signing")
            return
        }
        guard trial.signer != nil else { return }
        if let fault = try CMSVerifier.faultInIntegrity(signature.derBytes, content: content) {
            trial.failed(.integrity, .invalid, .signatureFailure, fault)
            return
        }
        trial.passed(.integrity)
    }

    private func checkReference(_ trial: inout SignatureTrial, _ signer: CMSSignerInfo, _ certificate: Certificate?) {
        guard let certificate else { return }
        guard let reference = signer.certificateHash else {
            let detail = signer.hasOldCertificateReference ? "the certificate is referenced by SHA-1" : "the certificate is not referenced"
            trial.failed(.signerReference, .indeterminate, .signatureConstraintsFailure, detail)
            return
        }
        guard reference.algorithm.digest(certificate.derBytes) == reference.value else {
            trial.failed(.signerReference, .indeterminate, .noSigningCertificate, "another certificate was signed for")
            return
        }
        trial.passed(.signerReference)
    }

    private func checkAlgorithms(_ trial: inout SignatureTrial, _ signer: CMSSignerInfo, _ certificate: Certificate?) {
        guard signer.digestAlgorithm != nil, signer.hasAcceptedAlgorithm, signer.hasFittingDigest else {
            trial.failed(.algorithms, .indeterminate, .cryptographyFailure, "hash or signature algorithm is not accepted")
            return
        }
        guard certificate?.key.isStrongEnough ?? true else {
            trial.failed(.algorithms, .indeterminate, .cryptographyFailure, "the key is too short or of an unknown kind")
            return
        }
        trial.passed(.algorithms)
    }

    private func checkCertificate(_ trial: inout SignatureTrial, _ certificate: Certificate, _ helpers: [[UInt8]]) {
        let report = CertificateReport(certificate, helpers: helpers, anchors: self.trust.anchors, at: trial.signingTime.instant)
        trial.path = report.path
        if report.hasPath {
            trial.passed(.path)
        } else {
            trial.failed(.path, .indeterminate, report.fault ?? .generic, report.detail)
        }
        self.checkValidity(&trial, certificate)
        if certificate.maySignDocuments {
            trial.passed(.purpose)
        } else {
            trial.failed(.purpose, .indeterminate, .chainConstraintsFailure, "the key usage does not allow signing")
        }
    }

    /// A recorded time is evidence; a claimed one is worth something only while the certificate is still valid.
    private func checkValidity(_ trial: inout SignatureTrial, _ certificate: Certificate) {
        let instant = trial.signingTime.instant
        if trial.signingTime.basis == .claimed, !(certificate.isValid(at: instant) && certificate.isValid(at: trial.now)) {
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
