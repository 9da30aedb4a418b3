public import Clocks

/// What a signature is by itself: format, integrity, binding to a certificate and algorithms. Time, path and revocation are
/// for whoever knows when it was made.
///
/// Works for any input; nothing is thrown and nothing traps.
///
/// Source: EN 319 102-1, 5.2.2 (format), 5.2.3 (signing certificate), 5.2.7 (cryptography) and 5.2.8 (acceptance).
public struct CMSExamination: Sendable {
    /// What is demanded of a signature.
    public enum Form: Hashable, Sendable {
        /// PAdES baseline: the certificate is bound by signing-certificate-v2.
        case baseline
        /// `adbe.pkcs7.detached` of older documents: the binding may be missing or made with SHA-1 (R41).
        case older
    }

    /// What was demanded.
    public let form: Form
    /// The signature; `nil` when it cannot be read as one detached signature of one signer.
    public let signature: CMSSignature?
    /// The certificate it names, when that came along.
    public let signer: Certificate?
    /// The algorithms in words.
    public let algorithm: String
    /// The hash function of the content; `nil` when it is none the suite accepts.
    public let digestAlgorithm: DigestAlgorithm?
    /// What the signer's computer claims in the attribute signing-time; the baseline forbids it.
    public let claimedTime: UTCInstant?
    /// The signature timestamps, DER, unread.
    public let timestamps: [[UInt8]]
    /// The questions that were asked.
    public let checks: [SignatureCheck]
    /// The answer so far: valid means that nothing was found against it.
    public let indication: Indication
    /// Why it did not pass.
    public let subIndication: SubIndication?
    /// The fault in technical words, for the log.
    public let detail: String
    /// The signature as OpenSSL reads it; `nil` when it was not asked or cannot read it.
    private let message: CMSMessage?

    /// Examines a signature.
    ///
    /// - Parameters:
    ///   - contents: The signature as it stands in the file: DER and the zero padding after it.
    ///   - content: The signed bytes, in pieces, in their order.
    ///   - form: What is demanded.
    public init(contents: [UInt8], content: [ArraySlice<UInt8>], form: Form) {
        self.init(contents: contents, content: SignedContent(content), form: form)
    }

    /// Examines a signature over content that is not copied.
    ///
    /// - Parameters: As ``init(contents:content:form:)-([UInt8],[ArraySlice<UInt8>],_)``, and the signature, when the caller
    ///   has read it from these contents in this form already.
    public init(contents: [UInt8], content: SignedContent, form: Form, read known: CMSSignature? = nil) {
        var trial = SignatureTrial()
        var message: CMSMessage?
        self.form = form
        if let (signature, signer) = Self.readFormat(&trial, contents, form, known) {
            let certificate = Self.findSigner(&trial, signature, signer)
            Self.checkIntegrity(&trial, signature, signer, content, &message)
            Self.checkReference(&trial, signer, certificate, form)
            Self.checkAlgorithms(&trial, signer, certificate)
            self.signature = signature
            self.digestAlgorithm = signer.digestAlgorithm
            self.claimedTime = signer.signingTime
            self.timestamps = signer.timestamps
        } else {
            self.signature = nil
            self.digestAlgorithm = nil
            self.claimedTime = nil
            self.timestamps = []
        }
        self.message = message
        self.signer = trial.signer
        self.algorithm = trial.algorithm
        self.checks = trial.checks
        self.indication = trial.indication
        self.subIndication = trial.subIndication
        self.detail = trial.detail
    }

    /// What OpenSSL has against the signing certificate as the signed attributes name it; `nil` when nothing, and always in the
    /// older form, which need not name it.
    ///
    /// It is the last question: that the value holds was asked before, and that the path does by whoever found it, so OpenSSL
    /// has then judged each part of the whole once.
    ///
    /// - Parameter path: The path from the signer's certificate to the anchor, as OpenSSL found it.
    public func objection(along path: [Certificate]) -> String? {
        guard let message = self.message, let signer = self.signer else { return "there is no signature or signer" }
        guard path.first == signer else { return "the path is another certificate's" }
        guard self.form == .baseline else { return nil }
        do {
            return try CMSVerifier.faultInReference(message, to: path)
        } catch {
            return error.message
        }
    }

    private static func readFormat(
        _ trial: inout SignatureTrial, _ contents: [UInt8], _ form: Form, _ known: CMSSignature?
    ) -> (CMSSignature, CMSSignerInfo)? {
        let signature: CMSSignature
        do {
            if let known {
                signature = known
            } else {
                signature = try form == .older ? CMSSignature(olderContents: contents) : CMSSignature(contents: contents)
            }
        } catch {
            trial.failed(.format, .invalid, .formatFailure, error.message)
            return nil
        }
        guard signature.signers.count == 1, let signer = signature.signers.first else {
            trial.failed(.format, .invalid, .formatFailure, "\(signature.signers.count) signers in one signature")
            return nil
        }
        guard signature.digestAlgorithms.contains(signer.digestIdentifier) else {
            // RFC 5652, 5.3, only advises it; OpenSSL demands it when it hashes the content itself.
            trial.failed(.format, .invalid, .formatFailure, "the signer's hash function is not among those of the message")
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

    private static func findSigner(
        _ trial: inout SignatureTrial, _ signature: CMSSignature, _ signer: CMSSignerInfo
    ) -> Certificate? {
        guard let certificate = signer.certificate(among: signature.certificates) else {
            trial.failed(.signerReference, .indeterminate, .noSigningCertificate, "the signer's certificate is not in the file")
            return nil
        }
        trial.signer = certificate
        return certificate
    }

    private static func checkIntegrity(
        _ trial: inout SignatureTrial, _ signature: CMSSignature, _ signer: CMSSignerInfo, _ content: SignedContent,
        _ message: inout CMSMessage?
    ) {
        guard let expected = signer.messageDigest else {
            trial.failed(.integrity, .invalid, .formatFailure, "the signature has no message digest")
            return
        }
        if let algorithm = signer.digestAlgorithm, content.digest(algorithm) != expected {
            trial.failed(.integrity, .invalid, .hashFailure, "the content was changed after signing")
            return
        }
        guard let certificate = trial.signer else { return }
        do {
            // A hash that is not accepted is left to OpenSSL: what was changed is to be told from what is merely weak.
            let unhashed = signer.digestAlgorithm == nil ? content.copy() : nil
            let read = try CMSMessage(signature)
            message = read
            if let fault = try CMSVerifier.faultInIntegrity(read, by: certificate, unhashed: unhashed) {
                trial.failed(.integrity, .invalid, .signatureFailure, fault)
                return
            }
        } catch {
            trial.failed(.integrity, .indeterminate, .generic, error.message)
            return
        }
        trial.passed(.integrity)
    }

    private static func checkReference(
        _ trial: inout SignatureTrial, _ signer: CMSSignerInfo, _ certificate: Certificate?, _ form: Form
    ) {
        guard let certificate else { return }
        guard let reference = signer.certificateHash else {
            if form == .older {
                trial.absent(.signerReference)
                return
            }
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

    private static func checkAlgorithms(_ trial: inout SignatureTrial, _ signer: CMSSignerInfo, _ certificate: Certificate?) {
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
}
