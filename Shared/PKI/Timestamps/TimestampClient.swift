public import Clocks

/// Obtains timestamps: asks one authority after the other and believes only what was verified.
///
/// A token is taken when it answers exactly the question (imprint, nonce, policy), is signed by an authority that leads
/// to an anchor and may sign timestamps, and states a time near our own clock: an authority whose clock is wrong makes
/// signatures that no court believes.
///
/// Source: RFC 3161; EN 319 422.
public struct TimestampClient: Sendable {
    /// Largest answer. Unit: bytes.
    public static let limitBytes = 65_536

    private let authorities: [TimestampAuthority]
    private let trust: TrustStore
    private let caller: ServiceCaller
    private let clock: any UTCClock
    private let identifiers: any IdentifierSource
    private let tolerance: Duration

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - authorities: Whom to ask, in this order.
    ///   - trust: Whom the authorities must lead to.
    ///   - caller: How to ask.
    ///   - clock: Our own time.
    ///   - identifiers: Where nonces come from.
    ///   - tolerance: How far the stated time may be from our own.
    public init(
        authorities: [TimestampAuthority], trust: TrustStore, caller: ServiceCaller = ServiceCaller(), clock: any UTCClock,
        identifiers: any IdentifierSource, tolerance: Duration = .seconds(300)
    ) {
        self.authorities = authorities
        self.trust = trust
        self.caller = caller
        self.clock = clock
        self.identifiers = identifiers
        self.tolerance = tolerance
    }

    /// A timestamp over a hash.
    ///
    /// - Parameters:
    ///   - imprint: The hash of what is to be stamped.
    ///   - algorithm: The hash function.
    /// - Throws: ``PKIError`` with ``PKIError/Code/timestampRefused`` when no authority gave one that holds; the message
    ///   names each and what it did. ``PKIError/Code/unsupportedAlgorithm`` when the imprint has the wrong length.
    public func timestamp(imprint: [UInt8], algorithm: DigestAlgorithm = .sha256) async throws(PKIError) -> TimestampToken {
        var faults: [String] = []
        for authority in self.authorities {
            let request = try TimestampRequest(
                algorithm: algorithm, imprint: imprint, nonce: self.identifiers.next().bytes, policy: authority.policy)
            do {
                return try await self.ask(authority, request)
            } catch {
                faults.append("\(authority.name) (\(error))")
            }
        }
        let who = faults.isEmpty ? "no timestamp authority is configured" : faults.joined(separator: "; ")
        throw PKIError(code: .timestampRefused, message: who)
    }

    private func ask(_ authority: TimestampAuthority, _ request: TimestampRequest) async throws(ServiceFault) -> TimestampToken {
        let url = authority.url
        let bytes = try await self.caller.post(
            request.derBytes, to: url, type: "application/timestamp-query", limitBytes: Self.limitBytes)
        let token: TimestampToken
        do {
            let answer = try TimestampResponse(derBytes: bytes)
            guard answer.isGranted, let inside = answer.token else {
                throw ServiceFault(url: url, kind: .refused, detail: "status \(answer.status) \(answer.text)")
            }
            token = try TimestampToken(contents: inside)
        } catch let fault as ServiceFault {
            throw fault
        } catch {
            throw ServiceFault(url: url, kind: .malformed, detail: "\(error)")
        }
        try self.check(token, request, url)
        return token
    }

    private func check(_ token: TimestampToken, _ request: TimestampRequest, _ url: String) throws(ServiceFault) {
        guard token.imprint == request.imprint, token.imprintAlgorithm == request.algorithm else {
            throw ServiceFault(url: url, kind: .mismatch, detail: "the timestamp is about something else")
        }
        guard token.nonce == request.nonce else {
            throw ServiceFault(url: url, kind: .mismatch, detail: "the timestamp answers another question")
        }
        guard request.policy == nil || token.policy == request.policy else {
            throw ServiceFault(url: url, kind: .mismatch, detail: "the policy is \(token.policy)")
        }
        let now = self.clock.now()
        let difference = token.generatedAt - now
        guard difference <= self.tolerance, difference >= .zero - self.tolerance else {
            throw ServiceFault(url: url, kind: .wrongTime, detail: "it states \(token.generatedAt.iso8601) at \(now.iso8601)")
        }
        try self.checkAuthority(token, request, url)
    }

    /// OpenSSL checks everything once more, and the path as of the stated time.
    private func checkAuthority(_ token: TimestampToken, _ request: TimestampRequest, _ url: String) throws(ServiceFault) {
        guard let signer = token.signer else {
            throw ServiceFault(url: url, kind: .malformed, detail: "the authority's certificate is not in the token")
        }
        let helpers = token.certificates + self.trust.intermediates.map(\.derBytes)
        let report = CertificateReport(
            signer, helpers: helpers, anchors: self.trust.anchors, at: token.generatedAt, for: .timestamps)
        if let fault = report.fault {
            throw ServiceFault(url: url, kind: .notTrusted, detail: "\(fault.rawValue): \(report.detail)")
        }
        do {
            let fault = try TimestampVerifier.fault(
                token.derBytes, request: request, trust: self.trust, helpers: token.certificates, at: token.generatedAt)
            if let fault { throw ServiceFault(url: url, kind: .notTrusted, detail: fault) }
        } catch let fault as ServiceFault {
            throw fault
        } catch {
            throw ServiceFault(url: url, kind: .malformed, detail: "\(error)")
        }
    }
}
