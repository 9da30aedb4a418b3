import Clocks
import PAdES
import PDF
import PKI
import Postgres

/// Judges documents with everything this service knows: when it completed signatures itself, and the evidence it kept.
struct DocumentJudge: Sendable {
    let tools: SigningTools

    /// Whether authorities are asked for what is missing.
    enum Asking: Sendable {
        /// Nobody is.
        case nobody
        /// Those who answer in time; none while one is known to be away.
        case patiently
        /// However long it takes.
        case whateverItTakes
    }

    /// Judges a file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - now: The time of judging.
    ///   - made: Signatures completed now, which are not stored yet, by the SHA-256 of their CMS.
    ///   - asking: Whom to ask for what is missing.
    func report(
        on bytes: [UInt8], at now: UTCInstant, made: [[UInt8]: UTCInstant] = [:], asking: Asking = .nobody
    ) async throws -> DocumentReport {
        let fingerprints = Self.fingerprints(of: bytes)
        let (times, items) = try await self.tools.postgres.withConnection { connection in
            (
                try await SignedDocumentStore(session: connection).times(ofCMS: fingerprints),
                try await EvidenceStore(session: connection).items(ofCMS: fingerprints)
            )
        }
        let material = EvidenceItem.store(try await EvidenceKeeper(tools: self.tools).loaded(items))
        let recorded = times.merging(made) { kept, _ in kept }
        let validator = DocumentValidator(trust: self.tools.configuration.trust, policy: self.tools.configuration.policy)
        let services = self.tools.services
        let first = validator.validate(bytes, at: now, material: material, recorded: recorded)
        let canAsk = first.debts.contains { !$0.certificate.locations.ocsp.isEmpty || !$0.certificate.locations.revocationLists.isEmpty }
        guard asking != .nobody, canAsk, asking == .whateverItTakes || !services.pause.holds(at: now) else { return first }
        let ask = { @Sendable in
            await validator.validate(bytes, at: now, material: material, recorded: recorded, gathering: services.gatherer)
        }
        guard asking == .patiently else { return await ask() }
        let second = await Patience.wait(services.patience, for: ask) ?? first
        if !second.debts.isEmpty { services.pause.begin(at: now) }
        return second
    }

    /// SHA-256 of the CMS of every signature; none when the file cannot be read, which the report then says.
    private static func fingerprints(of bytes: [UInt8]) -> [[UInt8]] {
        guard let map = try? RevisionMap(PDFDocument(bytes: bytes)) else { return [] }
        return map.signatures.map { DigestAlgorithm.sha256.digest($0.cms) }
    }
}
