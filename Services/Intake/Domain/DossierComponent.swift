public import Clocks

/// One paper of a dossier, by the component list of its procedure version (R14, R28).
public struct DossierComponent: Hashable, Sendable {
    /// What the procedure version asks for.
    public let rule: ComponentRule

    /// How many original sheets were brought.
    public let originals: Int

    /// How many copies were brought.
    public let copies: Int

    /// The digitization state.
    public internal(set) var state: ComponentState

    /// The digitization result code in state 1, the replacing one in states 2 and 3; `nil` in state 0.
    public internal(set) var resultCode: String?

    /// The document in the owner's repository, or `nil` while there is none.
    public internal(set) var documentID: Identifier?

    /// Makes a component from its parts; checks nothing but shape, so that stored rows can always be read.
    public init(
        loading rule: ComponentRule,
        originals: Int,
        copies: Int,
        state: ComponentState,
        resultCode: String?,
        documentID: Identifier?
    ) {
        self.rule = rule
        self.originals = originals
        self.copies = copies
        self.state = state
        self.resultCode = resultCode
        self.documentID = documentID
    }

    /// Whether the paper is there: brought, digitized or reused.
    public var isPresent: Bool {
        self.originals > 0 || self.copies > 0 || self.state != .notDigitized
    }
}
