/// How far a change behind a signature goes; each level allows what the lower ones allow.
///
/// Source: the classes follow ISO 32000-2, 12.8.2.2 (DocMDP), with data for long-term validation below all of them.
public enum ChangeLevel: Int, Hashable, Sendable, Comparable, CaseIterable {
    /// Nothing but a new cross-reference section.
    case nothing
    /// Certificates, revocation answers, document timestamps, and the description of the file.
    case longTermData
    /// Fields filled in and further signatures.
    case formFilling
    /// Annotations added, changed or removed.
    case annotations
    /// Anything else: what the signer saw may not be what is shown now.
    case other

    /// Orders from nothing to anything.
    public static func < (left: ChangeLevel, right: ChangeLevel) -> Bool { left.rawValue < right.rawValue }
}
