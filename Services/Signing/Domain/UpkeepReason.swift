/// Why a signed document is not yet, or not for ever, what its profile demands (R39).
public enum UpkeepReason: String, Hashable, Sendable, CaseIterable {
    /// No timestamp authority is configured.
    case noAuthority
    /// No authority gave a timestamp.
    case timestamp
    /// Answers about revocation are missing.
    case revocation
    /// No authority gave the archival timestamp.
    case archiveTimestamp
    /// Nothing is missing: the archival timestamp is to be renewed before it runs out.
    case renewal
}
