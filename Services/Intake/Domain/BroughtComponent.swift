/// One component as brought to the desk, or as taken over from the repository.
public struct BroughtComponent: Hashable, Sendable {
    /// The most sheets of one component that are believed.
    public static let maximumSheets = 10_000

    /// The component.
    public let code: String

    /// Original sheets brought.
    public let originals: Int

    /// Copies brought.
    public let copies: Int

    /// The offer taken instead of the paper, or `nil`.
    public let reuse: ReuseOffer?

    /// Makes a component.
    public init(code: String, originals: Int, copies: Int, reuse: ReuseOffer?) {
        self.code = code
        self.originals = originals
        self.copies = copies
        self.reuse = reuse
    }
}
