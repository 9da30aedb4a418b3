public import Clocks

/// Something that happened to an incoming document. Facts are kept for good and in order (R50).
///
/// Cases and labels are the stored form: they are added to, never changed.
public enum IncomingFact: Hashable, Codable, Sendable {
    /// It is here; the sender is told on the same day (Decree 30/2020, article 21).
    case arrived(head: IncomingHead)
    /// It got its arrival number after its signatures were judged.
    case registered(number: ArrivalNumber, verdict: String, despite: [Identifier])
    /// Digitization took in the scan of a letter that came on paper (R25).
    case captureBegun(paper: Identifier, scan: String)
    /// The scan was refused; the clerk scans again.
    case captureRefused(paper: Identifier, reasons: [String])
    /// Text and e-copy are made.
    case captured(paper: Identifier, copy: IncomingHead.File, text: IncomingHead.File, pages: Int)
    /// The head directed it.
    case directed(assignments: [IncomingAssignment], opinion: String, deadline: UTCInstant)
    /// Somebody told how the work goes.
    case reported(text: String)
    /// The lead passed to another.
    case transferred(to: IncomingAssignment, reason: String)
    /// It is handled.
    case finished(result: String, answer: Identifier?)
    /// An outgoing document of this agency that answers it was issued.
    case answered(document: Identifier, notation: String)
    /// It was sent back to the sender.
    case sentBack(reason: String)
    /// The sender recalled it (article 18).
    case recalled(reason: String)
    /// It was removed after the recall; what it was and why stays on record.
    case removed
    /// A later document of the sender corrects or replaces it.
    case related(kind: String, by: Identifier)
    /// Its signatures were brought to a higher level or renewed at the sender; they are the same (R39).
    case strengthened(file: IncomingHead.File, former: String)
    /// What an officer still had to do with it went to another (R59).
    case handedOver(from: String, to: String, reason: String)

    /// A short word for the kind of fact.
    public var word: String {
        switch self {
        case .arrived: "arrived"
        case .registered: "registered"
        case .captureBegun: "captureBegun"
        case .captureRefused: "captureRefused"
        case .captured: "captured"
        case .directed: "directed"
        case .reported: "reported"
        case .transferred: "transferred"
        case .finished: "finished"
        case .answered: "answered"
        case .sentBack: "sentBack"
        case .recalled: "recalled"
        case .removed: "removed"
        case .related(let kind, _): kind
        case .strengthened: "strengthened"
        case .handedOver: "handedOver"
        }
    }

    /// How far the document is for its sender after it; empty when that did not change.
    public var delivery: String {
        switch self {
        case .arrived: "arrived"
        case .registered: "received"
        case .directed: "assigned"
        case .finished: "done"
        case .sentBack: "refused"
        case .removed: "removed"
        default: ""
        }
    }
}
