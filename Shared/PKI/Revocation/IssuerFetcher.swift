public import Clocks
import SwiftASN1

/// Completes paths whose middle is missing, by the addresses that certificates give for their issuers.
///
/// What is fetched is only ever a helper: a path still has to end at an anchor.
///
/// Source: RFC 5280, 4.2.2.1.
public struct IssuerFetcher: Sendable {
    /// Certificates above the signer that are fetched at most.
    static let maximumSteps = 4

    private let caller: ServiceCaller

    /// Makes a fetcher.
    public init(caller: ServiceCaller = ServiceCaller()) { self.caller = caller }

    /// What was found on the way up.
    public struct Outcome: Hashable, Sendable {
        /// The certificates that were fetched, nearest to the signer first.
        public let certificates: [Certificate]
        /// Who did not help, and why.
        public let faults: [ServiceFault]
    }

    /// Fetches issuers until the path reaches an anchor or nobody is left to ask.
    ///
    /// - Parameters:
    ///   - certificate: Where the path begins.
    ///   - chain: Certificates that came with it.
    ///   - trust: Whom the path must lead to.
    ///   - instant: The time to judge the path at.
    public func issuers(
        of certificate: Certificate, chain: [Certificate], trust: TrustStore, at instant: UTCInstant
    ) async -> Outcome {
        var found: [Certificate] = []
        var faults: [ServiceFault] = []
        var current = certificate
        for _ in 0..<Self.maximumSteps {
            if trust.judge(certificate, chain: chain + found, at: instant).hasPath { break }
            let known = (chain + found + trust.intermediates).first { $0 != current && $0.subjectBytes == current.issuerBytes }
            if let known {
                guard !known.isSelfIssued else { break }
                current = known
                continue
            }
            guard let next = await self.fetch(current, &faults) else { break }
            found.append(next)
            current = next
        }
        return Outcome(certificates: found, faults: faults)
    }

    private func fetch(_ certificate: Certificate, _ faults: inout [ServiceFault]) async -> Certificate? {
        for url in certificate.locations.issuers.prefix(RevocationGatherer.maximumAddresses) {
            do {
                let bytes = try await self.caller.get(url, limitBytes: 65_536)
                let candidates = try Self.read(bytes, url)
                for candidate in candidates where try IssuerCheck.isIssued(certificate, by: candidate) { return candidate }
                faults.append(ServiceFault(url: url, kind: .mismatch, detail: "it is not the issuer"))
            } catch let fault as ServiceFault {
                faults.append(fault)
            } catch {
                faults.append(ServiceFault(url: url, kind: .malformed, detail: "\(error)"))
            }
        }
        return nil
    }

    /// One certificate as DER or PEM, or a bundle of them (certs-only SignedData).
    private static func read(_ bytes: [UInt8], _ url: String) throws(ServiceFault) -> [Certificate] {
        do {
            if bytes.starts(with: "-----BEGIN".utf8) { return try Certificate.reading(pem: String(decoding: bytes, as: UTF8.self)) }
            return [try Certificate(derBytes: bytes)]
        } catch {
            guard let bundle = try? CMSSignature(contents: bytes) else {
                throw ServiceFault(url: url, kind: .malformed, detail: error.message)
            }
            // A bundle may hold certificates that are of no use here.
            return bundle.certificates.compactMap { try? Certificate(derBytes: $0) }
        }
    }
}
