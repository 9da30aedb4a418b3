/// The outcome of reading one page.
public struct PageResult: Hashable, Sendable {
    /// What was measured and recognised.
    public let reading: PageReading
    /// The picture for the e-copy; nil when the page is refused.
    public let image: PageImage?
}
