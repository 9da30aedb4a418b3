public import Clocks

/// A step of a record after it was closed (R46, R48, R54).
public enum RecordStep: Hashable, Sendable {
    /// Handed to the agency's archive.
    case submit
    /// Taken over by the archive.
    case accept
    /// Sent back, with what is to be mended.
    case returned(reason: String)
    /// Kept back by written approval until a day.
    case keepBack(reason: String, decision: String, until: VietnamDate)
    /// Proposed for destruction (xem xét hủy).
    case proposeDestruction(reason: String)
    /// The council decided to keep it on.
    case keep(decision: String)
    /// Destroyed by a decision of the council.
    case destroy(decision: String)

    /// The stable name: in acts and events.
    public var name: String {
        switch self {
        case .submit: "submit"
        case .accept: "accept"
        case .returned: "return"
        case .keepBack: "keepBack"
        case .proposeDestruction: "proposeDestruction"
        case .keep: "keep"
        case .destroy: "destroy"
        }
    }

    /// Why, in words; empty where the step says nothing.
    public var reason: String {
        switch self {
        case .returned(let reason), .keepBack(let reason, _, _), .proposeDestruction(let reason): reason
        case .submit, .accept, .keep, .destroy: ""
        }
    }

    /// Number and notation of the written decision; empty where none is needed.
    public var decision: String {
        switch self {
        case .keepBack(_, let decision, _), .keep(let decision), .destroy(let decision): decision
        case .submit, .accept, .returned, .proposeDestruction: ""
        }
    }
}
