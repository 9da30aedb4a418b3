/// What can happen to a paper.
public enum PaperStep: String, CaseIterable, Hashable, Sendable {
    /// The quality gate refuses the scan.
    case refuse
    /// A good e-copy was made.
    case capture
    /// The officer's signature came in.
    case sign
    /// Fields are proposed; changes nothing, but has the same condition as confirming.
    case propose
    /// A person confirms the fields.
    case confirm
    /// The digitization result code is assigned.
    case assignCode
    /// The repository took the document over.
    case store
    /// Recognition of the same scan is tried once more.
    case requeue

    /// Whether it is taken with letters to the agency too: they end as captured copies (R43).
    public var isForLetters: Bool {
        switch self {
        case .refuse, .capture, .requeue: true
        case .sign, .propose, .confirm, .assignCode, .store: false
        }
    }

    /// The state the step begins in.
    public var from: PaperState {
        switch self {
        case .refuse, .capture: .received
        case .sign: .captured
        case .propose, .confirm: .signed
        case .assignCode: .extracted
        case .store: .coded
        case .requeue: .refused
        }
    }
}
