/// How far a work record has come (R46); created and complete are counted apart.
public enum RecordState: String, CaseIterable, Sendable {
    /// Opened; nothing filed yet.
    case open
    /// Documents are being filed.
    case collecting
    /// Closed: complete (hoàn chỉnh).
    case closed
    /// Handed to the agency's archive, which has not answered yet.
    case submitted
    /// Sent back by the archive with a reason; complete still, to be handed in again.
    case returned
    /// Taken over by the archive.
    case archived
    /// Proposed for destruction (xem xét hủy); the council has not decided.
    case destructionProposed
    /// Destroyed by a recorded decision; its description stays.
    case destroyed

    /// Whether documents may still come in.
    public var isOpen: Bool { self == .open || self == .collecting }
}
