import PAdES
import PDF
import PKI

/// One piece of what a verdict rests on (R35).
struct EvidenceItem: Hashable, Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case certificate, ocsp, revocationList, timestamp
    }

    let kind: Kind
    let sha256: [UInt8]
    let sizeBytes: Int64
    /// `nil` while it lies in the blob store.
    var der: [UInt8]?

    init(kind: Kind, der: [UInt8]) {
        self.init(kind: kind, sha256: DigestAlgorithm.sha256.digest(der), sizeBytes: Int64(der.count), der: der)
    }

    init(kind: Kind, sha256: [UInt8], sizeBytes: Int64, der: [UInt8]?) {
        self.kind = kind
        self.sha256 = sha256
        self.sizeBytes = sizeBytes
        self.der = der
    }

    /// Everything a report rests on, each piece once.
    static func items(of report: DocumentReport) -> [EvidenceItem] {
        let evidence = report.evidence
        let tokens = report.signatures.flatMap(\.timestamps).compactMap { $0.token?.derBytes }
        let all =
            evidence.certificates.map { EvidenceItem(kind: .certificate, der: $0) }
            + evidence.ocsps.map { EvidenceItem(kind: .ocsp, der: $0) }
            + evidence.crls.map { EvidenceItem(kind: .revocationList, der: $0) }
            + tokens.map { EvidenceItem(kind: .timestamp, der: $0) }
        var known: Set<[UInt8]> = []
        return all.filter { known.insert($0.sha256).inserted }
    }

    /// The pieces that help to judge again.
    static func store(_ items: [EvidenceItem]) -> DocumentSecurityStore {
        func bytes(_ kind: Kind) -> [[UInt8]] { items.filter { $0.kind == kind }.compactMap(\.der) }
        return DocumentSecurityStore(certificates: bytes(.certificate), ocsps: bytes(.ocsp), crls: bytes(.revocationList))
    }
}
