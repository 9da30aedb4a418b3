import Clocks
import PDF
import PKI

/// The proofs of existence found so far; document timestamps are judged from the newest to the oldest, so what a signature
/// needs is there when it is judged.
struct ProofRegistry {
    private struct Coverage {
        let proof: ProofOfExistence
        /// A signature whose revision ends here or before is covered. Unit: bytes from the start of the file.
        let covered: Int
        let storeValues: Set<[UInt8]>
    }

    /// When this suite completed signatures, by SHA-256 of the CMS.
    let recorded: [[UInt8]: UTCInstant]
    private var coverages: [Coverage] = []

    init(recorded: [[UInt8]: UTCInstant]) { self.recorded = recorded }

    /// Takes in a document timestamp that holds.
    mutating func add(_ timestamp: EmbeddedSignature, at instant: UTCInstant, storeValues: Set<[UInt8]>) {
        guard let range = timestamp.byteRange else { return }
        let proof = ProofOfExistence(instant, .documentTimestamp(fieldName: timestamp.fieldName))
        self.coverages.append(Coverage(proof: proof, covered: range.firstLength, storeValues: storeValues))
    }

    /// Who proves the existence of a signature or timestamp, apart from what it carries itself.
    func proofs(of signature: EmbeddedSignature, cmsSHA256: [UInt8]) -> [ProofOfExistence] {
        var proofs: [ProofOfExistence] = []
        if let end = signature.byteRange?.end { proofs += self.coverages.filter { end <= $0.covered }.map(\.proof) }
        if let instant = self.recorded[cmsSHA256] { proofs.append(ProofOfExistence(instant, .recorded)) }
        return proofs
    }

    /// Since when a statement is proven to exist.
    func instant(of found: EvidencePool.Found) -> UTCInstant? {
        self.coverages.filter { coverage in
            if let end = found.embeddedEnd, end <= coverage.covered { return true }
            return coverage.storeValues.contains(found.finding.derBytes)
        }.map(\.proof.instant).min()
    }
}
