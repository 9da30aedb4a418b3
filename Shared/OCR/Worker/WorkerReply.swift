/// An answer of the worker. The first one comes unasked: the worker is ready, or says why it never will be.
enum WorkerReply: Codable, Hashable, Sendable {
    /// The engine is warm.
    case ready
    /// The file's shape.
    case inspected(ScanInspection)
    /// A page was read; the frame's attachment is its JPEG, or its thumbnail where only the quality gate was asked.
    case read(PageReading, isPassthrough: Bool)
    /// What the codes on a page say.
    case codes([String])
    /// The file is refused.
    case refused(QualityFinding)
    /// The file could not be opened.
    case unreadable(String)
    /// The engine failed.
    case failed(String)
}
