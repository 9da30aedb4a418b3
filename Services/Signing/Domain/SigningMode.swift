/// In whose place a person signs an issued document.
///
/// Source: Decree 30/2020, article 13.
public enum SigningMode: String, Sendable, CaseIterable {
    /// The head signs as head.
    case direct
    /// TM.: on behalf of a collective.
    case collective
    /// KT.: a deputy for the head.
    case deputy
    /// TL.: by order of the head.
    case byOrder
    /// TUQ.: by a special delegation, in writing, limited in time and content, not to be passed on.
    case delegated
    /// Q.: acting head.
    case acting

    /// What is written before the title.
    public var abbreviation: String {
        switch self {
        case .direct: ""
        case .collective: "TM."
        case .deputy: "KT."
        case .byOrder: "TL."
        case .delegated: "TUQ."
        case .acting: "Q."
        }
    }

    /// Whether a written paper of another person must give the right to sign so.
    public var demandsDelegation: Bool {
        switch self {
        case .direct, .collective, .deputy: false
        case .byOrder, .delegated, .acting: true
        }
    }
}
