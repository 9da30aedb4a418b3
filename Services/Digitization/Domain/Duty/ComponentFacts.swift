/// What decides whether a component is to be digitized.
public struct ComponentFacts: Hashable, Sendable {
    /// The dossier came online.
    public var cameOnline = false
    /// The paper was only shown.
    public var isPresentedOnly = false
    /// It replies to a verification or consultation.
    public var isVerificationReply = false
    /// Declared secrecy.
    public var secrecy = SecrecyLevel.none
    /// Its data is shared with legal value.
    public var isSharedData = false
    /// It is a photocopy or a certified copy on paper.
    public var isCopy = false
    /// A special law demands digitization of verification replies all the same.
    public var repliesAreDigitized = false

    /// Creates facts of an ordinary original handed in on paper.
    public init() {}
}
