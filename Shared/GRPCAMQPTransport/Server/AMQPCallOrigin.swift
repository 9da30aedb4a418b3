public import Clocks
public import GRPCCore

/// What the transport knows of a request beyond its metadata; in `ServerContext.transportSpecific`.
public struct AMQPCallOrigin: ServerContext.TransportSpecific {
    /// The broker user that sent the request, checked by the broker; `nil` when it gave none.
    public let userID: String?
    /// Whether the broker has delivered the request before, so that it may have run before.
    public let isRedelivered: Bool
    /// When nobody wants the answer any more.
    public let deadline: UTCInstant?
}
