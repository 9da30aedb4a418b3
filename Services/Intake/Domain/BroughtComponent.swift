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

    /// Why it is brought although the repository holds it, or `nil`.
    public let repeatReason: RepeatReason?

    /// A note to the reason; may be empty.
    public let repeatNote: String

    /// Makes a component.
    public init(
        code: String, originals: Int, copies: Int, reuse: ReuseOffer?, repeatReason: RepeatReason? = nil,
        repeatNote: String = ""
    ) {
        self.code = code
        self.originals = originals
        self.copies = copies
        self.reuse = reuse
        self.repeatReason = repeatReason
        self.repeatNote = repeatNote
    }
}
