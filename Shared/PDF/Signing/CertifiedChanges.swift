/// What a certification lets others do to the document afterwards (DocMDP).
///
/// Certificates, revocation answers and document timestamps are never a change.
///
/// Source: ISO 32000-1, 12.8.2.2 and table 254, the value of `/P`.
public enum CertifiedChanges: Int, Hashable, Sendable, CaseIterable, Codable {
    /// Nothing at all.
    case nothing = 1
    /// Filling in fields that are there, and signing.
    case formFilling = 2
    /// The same, and annotations.
    case annotations = 3
}
