/// A paper that an owner brings or is asked for, before anybody looked whether it is held (R19).
public struct RepeatWish: Hashable, Sendable {
    /// The component.
    public let componentCode: String

    /// Why, or `nil` when no reason is given.
    public let reason: RepeatReason?

    /// A note; may be empty.
    public let note: String

    /// Makes a wish.
    public init(componentCode: String, reason: RepeatReason?, note: String) {
        self.componentCode = componentCode
        self.reason = reason
        self.note = note
    }
}
