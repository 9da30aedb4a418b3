/// What looking at a file says: its shape, or why it is refused.
public enum InspectionOutcome: Hashable, Sendable {
    /// The file can be read page by page.
    case readable(ScanInspection)
    /// The file is refused as a whole.
    case refused(QualityFinding)
}
