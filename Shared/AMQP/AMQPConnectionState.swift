/// What the client's connection is doing, for health checks and metrics.
public enum AMQPConnectionState: Hashable, Sendable {
    /// Not connected; the error of the last attempt, if there was one.
    case reconnecting(AMQPError?)
    /// Open, topology declared, consumers subscribed.
    case connected
    /// Open, but the broker takes no messages; its reason.
    case blocked(reason: String)
    /// Ended for good.
    case closed

    /// Whether publishing can work now.
    public var isReady: Bool { self == .connected }
}
