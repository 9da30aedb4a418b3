public import Clocks

/// How the capture of a letter that came on paper goes (R25).
public struct IncomingCapture: Hashable, Sendable {
    /// How far it is.
    public enum State: Hashable, Sendable {
        /// Quality gate and recognition wait or run.
        case waiting
        /// The scan was refused; the reasons say what to do.
        case refused([String])
        /// The e-copy is made.
        case done(copy: IncomingHead.File, text: IncomingHead.File, pages: Int)
    }

    /// Paper of digitization.
    public let paper: Identifier
    /// SHA-256 of the scan as hexadecimal digits; empty when the outcome came before the order was recorded.
    public let scan: String
    /// How far it is.
    public let state: State

    /// Describes a capture.
    public init(paper: Identifier, scan: String, state: State) {
        self.paper = paper
        self.scan = scan
        self.state = state
    }
}
