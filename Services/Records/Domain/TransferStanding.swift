/// Where a closed record stands on its way to the archive (R48, R49).
public enum TransferStanding: String, CaseIterable, Sendable {
    /// Not due within the days of the notice.
    case later
    /// Due within the days of the notice.
    case soon
    /// Past the date of digital transfer: a warning (open point O7).
    case late
    /// Past the limit of the law: an error.
    case unlawful
    /// Kept back in writing.
    case keptBack
    /// Not to be transferred.
    case exempt
}
