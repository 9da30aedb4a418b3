/// What a package describes at its root.
///
/// Source: Circular 05/2025/TT-BNV, article 17, appendices I to IV.
public enum PackageUnit: String, CaseIterable, Hashable, Sendable {
    /// A work record with its documents (`…_hoso`).
    case record
    /// Documents that belong to no record (`…_tailieu`).
    case documents

    /// `mets/@TYPE`.
    var contentCategory: String {
        switch self {
        case .record: "Mixed"
        case .documents: "Collection"
        }
    }
}
