public import Clocks

/// What somebody wants to do with an incoming document.
public enum IncomingStep: Hashable, Sendable {
    /// Registers it with the number that was drawn.
    case register(ArrivalNumber, verdict: String, despite: [Identifier])
    /// Directs it.
    case direct(assignments: [IncomingAssignment], opinion: String, deadline: UTCInstant)
    /// Enters the paper that digitization made of a scan.
    case capture(scan: String, paper: Identifier)
    /// Tells how the work goes.
    case report(text: String)
    /// Finishes it.
    case finish(result: String, answer: Identifier?)
    /// Passes the lead on.
    case transfer(to: IncomingAssignment, reason: String)
    /// Sends it back.
    case sendBack(reason: String)
    /// Removes it after a recall.
    case remove
}
