/// The AMQP headers that belong to the transport; everything else is metadata of the call.
enum HeaderName {
    /// Metadata may not begin with this.
    static let reservedPrefix = "hoso-rpc-"

    /// Position of the frame among those of its direction, from 0.
    static let sequence = "hoso-rpc-sequence"
    /// The client writes nothing after this frame.
    static let end = "hoso-rpc-end"
    /// Bytes the sender of the frame is ready to take in total since the call began.
    static let credit = "hoso-rpc-credit"
    /// Routing key of the server process that has the call.
    static let address = "hoso-rpc-address"
    /// Microseconds since 1970-01-01 UTC after which nobody wants the answer.
    static let deadline = "hoso-rpc-deadline"
    /// Kind of method the client believes it calls.
    static let methodType = "hoso-rpc-method-type"
    /// The frame carries the server's initial metadata, though it may be empty.
    static let initial = "hoso-rpc-initial"
    /// Trailing metadata, as a nested table.
    static let trailers = "hoso-rpc-trailers"

    static let status = "grpc-status"
    static let message = "grpc-message"
    static let details = "grpc-status-details-bin"
    static let timeout = "grpc-timeout"

    /// Whether the transport keeps this name for itself.
    static func isReserved(_ key: String) -> Bool {
        key.hasPrefix(self.reservedPrefix) || key == self.status || key == self.message || key == self.details
            || key == self.timeout
    }
}
