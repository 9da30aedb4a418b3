/// One reason why a record cannot be closed (R47).
public enum CompletenessGap: Hashable, Sendable {
    /// Nothing is filed in it.
    case empty
    /// A required paper of the dossier is missing.
    case paperMissing(String)
    /// A document lacks its title or kind; the ordinal names it.
    case metadataMissing(ordinal: Int)
    /// A document carries no valid signature; the ordinal names it.
    case unsigned(ordinal: Int)
    /// The dossier is not finished, so the end date is not known.
    case dossierUnfinished
    /// The retention as confirmed differs from the one of the record.
    case retentionDiffers(record: RetentionPeriod, confirmed: RetentionPeriod)
}
