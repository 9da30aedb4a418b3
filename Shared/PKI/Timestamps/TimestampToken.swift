public import Clocks
import SwiftASN1

/// A timestamp as it was read: an authority's statement that some bytes existed at a time. Nothing in it is verified
/// yet; ``judge(over:trust:helpers:at:)`` does that.
///
/// Source: RFC 3161, 2.4.2; EN 319 422, 5.2 (clause unverified).
public struct TimestampToken: Sendable {
    /// The token without padding, DER.
    public let derBytes: [UInt8]
    /// The certificates that came along, each as DER.
    public let certificates: [[UInt8]]
    /// The certificate of the authority, when it came along.
    public let signer: Certificate?

    let info: TimestampInfo
    let signerInfo: CMSSignerInfo

    /// The time the authority states.
    public var generatedAt: UTCInstant { self.info.generatedAt }
    /// How far the time may be off to either side; `nil` when the authority does not say.
    public var accuracy: Duration? { self.info.accuracy }
    /// The hash function of ``imprint``; `nil` when it is none the suite accepts, such as SHA-1.
    public var imprintAlgorithm: DigestAlgorithm? { self.info.imprintAlgorithm }
    /// The hash of what was stamped.
    public var imprint: [UInt8] { self.info.imprint }
    /// The authority's policy, as dotted object identifier.
    public var policy: String { self.info.policy }
    /// The number of the timestamp, lower-case hexadecimal.
    public var serialNumberHex: String { self.info.serialNumberHex }
    /// The number of the question, big-endian without leading zeros; `nil` when the answer has none.
    public var nonce: [UInt8]? { self.info.nonce }

    /// Reads a token.
    ///
    /// - Parameter contents: The DER bytes, with or without the zero padding of a PDF document timestamp.
    /// - Throws: ``PKIError`` with ``PKIError/Code/malformedTimestamp``.
    public init(contents: [UInt8]) throws(PKIError) {
        let message: CMSSignature
        let signer: CMSSignerInfo
        do {
            message = try CMSSignature(contents: contents, contentType: OID.timestampInfo)
            signer = try message.onlySigner()
        } catch {
            throw PKIError(code: .malformedTimestamp, message: error.message)
        }
        guard let content = message.content else {
            throw PKIError(code: .malformedTimestamp, message: "the token holds no time")
        }
        self.info = try TimestampInfo(derBytes: content)
        self.derBytes = message.derBytes
        self.certificates = message.certificates
        self.signerInfo = signer
        self.signer = signer.certificate(among: message.certificates)
    }

    /// Judges the token.
    ///
    /// - Parameters:
    ///   - pieces: What was stamped, in pieces, in their order.
    ///   - trust: Whom to trust.
    ///   - helpers: Further certificates that may stand between the authority and an anchor, DER.
    ///   - instant: The time to judge the authority's certificate at.
    /// - Returns: What holds and what does not; revocation is not part of it.
    public func judge(
        over pieces: [ArraySlice<UInt8>], trust: TrustStore, helpers: [[UInt8]] = [], at instant: UTCInstant
    ) -> TimestampReport {
        self.judge(over: SignedContent(pieces), trust: trust, helpers: helpers, at: instant)
    }

    /// Judges the token over content that is not copied.
    ///
    /// - Parameters: As ``judge(over:trust:helpers:at:)-([ArraySlice<UInt8>],_,_,_)``.
    public func judge(
        over content: SignedContent, trust: TrustStore, helpers: [[UInt8]] = [], at instant: UTCInstant
    ) -> TimestampReport {
        guard let algorithm = self.imprintAlgorithm else {
            return TimestampReport(self, fault: .cryptographyFailure, "the imprint is made with \(self.info.imprintAlgorithmIdentifier)")
        }
        guard content.digest(algorithm) == self.imprint else {
            return TimestampReport(self, fault: .hashFailure, "the timestamp is about something else")
        }
        return self.judgeAuthority(trust: trust, helpers: helpers, at: instant)
    }

    /// Judges who signed the token, not what it is about.
    ///
    /// - Parameters:
    ///   - trust: Whom to trust.
    ///   - helpers: Further certificates that may stand between the authority and an anchor, DER.
    ///   - instant: The time to judge the authority's certificate at.
    public func judgeAuthority(trust: TrustStore, helpers: [[UInt8]] = [], at instant: UTCInstant) -> TimestampReport {
        guard let algorithm = self.imprintAlgorithm else {
            return TimestampReport(self, fault: .cryptographyFailure, "the imprint is made with \(self.info.imprintAlgorithmIdentifier)")
        }
        guard let signer = self.signer else {
            return TimestampReport(self, fault: .noSigningCertificate, "the authority's certificate is not in the token")
        }
        guard self.signerInfo.digestAlgorithm != nil, self.signerInfo.hasAcceptedAlgorithm, self.signerInfo.hasFittingDigest else {
            return TimestampReport(self, fault: .cryptographyFailure, "the token is signed with \(self.signerInfo.algorithmName)")
        }
        let all = self.certificates + helpers + trust.intermediates.map(\.derBytes)
        let authority = CertificateReport(signer, helpers: all, anchors: trust.anchors, at: instant, for: .timestamps)
        do {
            let request = try TimestampRequest(algorithm: algorithm, imprint: self.imprint, nonce: [])
            // The path was judged above with our own words for expiry; OpenSSL judges the rest inside the validity.
            let inside = min(max(instant, signer.notBefore), signer.notAfter - .seconds(1))
            let fault = try TimestampVerifier.fault(self.derBytes, request: request, trust: trust, helpers: helpers, at: inside)
            if let fault, authority.hasPath {
                return TimestampReport(self, fault: .signatureFailure, fault, authority.path)
            }
        } catch {
            return TimestampReport(self, fault: .generic, error.message, authority.path)
        }
        return TimestampReport(self, fault: authority.fault, authority.detail, authority.path)
    }
}

extension TimestampToken: Hashable {
    /// Equal when the bytes are.
    public static func == (lhs: TimestampToken, rhs: TimestampToken) -> Bool { lhs.derBytes == rhs.derBytes }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(self.derBytes) }
}
