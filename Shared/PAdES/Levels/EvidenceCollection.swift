import Clocks
import PDF
import PKI

/// Finds what a document lacks to be judged by itself: the paths of signers and timestamp authorities and a statement
/// about each certificate in them.
///
/// What the document carries already and what was true when it was used is not asked for again: years later nobody may
/// be left to ask.
struct EvidenceCollection {
    /// A path that something in the document rests on, and the time for which it must hold.
    private struct Path {
        let certificates: [Certificate]
        let usedAt: UTCInstant
    }

    let trust: TrustStore
    let gatherer: RevocationGatherer
    let issuers: IssuerFetcher?
    let now: UTCInstant

    /// Gathers for every part of a document.
    func gather(_ parts: [SignedPart], carried: DocumentSecurityStore) async throws(PAdESError) -> ValidationMaterial {
        let known = CarriedStatements(carried)
        var material = ValidationMaterial()
        for path in try await self.paths(parts, carried: carried) {
            for certificate in path.certificates { material.add(certificate) }
            for (certificate, issuer) in zip(path.certificates, path.certificates.dropFirst()) {
                if known.states(about: certificate, issuer: issuer, since: path.usedAt) { continue }
                let answer = await self.gatherer.answer(about: certificate, issuer: issuer)
                if case .debt = answer, known.states(about: certificate, issuer: issuer, validAt: path.usedAt) { continue }
                material.add(answer, about: certificate)
            }
        }
        return material
    }

    private func paths(_ parts: [SignedPart], carried: DocumentSecurityStore) async throws(PAdESError) -> [Path] {
        let helpers = Set(parts.flatMap(\.certificates) + carried.certificates).compactMap { try? Certificate(derBytes: $0) }
        // The earliest timestamp over a signature proves when it was there at the latest.
        var paths: [Path] = []
        for (index, part) in parts.enumerated() {
            let behind = parts[(index + 1)...].filter { $0.signature == nil }
            let provenAt = ([part] + behind).flatMap(\.timestamps).map(\.generatedAt).min()
            if let signature = part.signature {
                paths.append(try await self.signerPath(signature, part.embedded.fieldName, helpers, provenAt ?? self.now))
            }
            for token in part.timestamps { paths.append(try self.authorityPath(token, part.embedded.fieldName, helpers)) }
        }
        return paths
    }

    private func signerPath(
        _ signature: CMSSignature, _ field: String, _ helpers: [Certificate], _ instant: UTCInstant
    ) async throws(PAdESError) -> Path {
        let signer: Certificate?
        do {
            signer = try signature.signerCertificate()
        } catch {
            throw .cryptography(error)
        }
        guard let signer else { throw .notTrusted("\(field): the signer's certificate is not in the file") }
        var report = self.trust.judge(signer, chain: helpers, at: instant)
        if !report.hasPath, let issuers = self.issuers {
            let found = await issuers.issuers(of: signer, chain: helpers, trust: self.trust, at: instant)
            report = self.trust.judge(signer, chain: helpers + found.certificates, at: instant)
        }
        guard report.hasPath else { throw .notTrusted("\(field): \(report.detail)") }
        return Path(certificates: report.path, usedAt: instant)
    }

    private func authorityPath(_ token: TimestampToken, _ field: String, _ helpers: [Certificate]) throws(PAdESError) -> Path {
        let report = token.judgeAuthority(trust: self.trust, helpers: helpers.map(\.derBytes), at: token.generatedAt)
        guard !report.path.isEmpty else { throw .notTrusted("\(field), timestamp: \(report.detail)") }
        return Path(certificates: report.path, usedAt: token.generatedAt)
    }
}
