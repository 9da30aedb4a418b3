import AMQP
import GRPCCore

/// The words in which the transport speaks of its own failures.
public enum AMQPTransportMetadata {
    /// Trailing metadata of a failure on the way: `true` when the request may have run, `false` when it has not.
    public static let mayHaveRun = "hoso-may-have-run"
    /// Request metadata by which a service recognises a request it has already answered.
    public static let idempotencyKey = "hoso-idempotency-key"
    /// Trailing metadata: `true` when the call was given up because no process of its service is there.
    public static let serviceIsAway = "hoso-service-is-away"
    /// Trailing metadata: `true` when the call failed because the broker takes no messages; the error's message has its reason.
    public static let brokerIsBlocked = "hoso-broker-is-blocked"
    /// gRPC's own key: `-1` keeps a retry policy from sending the request again.
    static let retryPushback = "grpc-retry-pushback-ms"
}

extension RPCError {
    /// `UNAVAILABLE`, saying whether the request may have run.
    ///
    /// - Parameter mayRetry: Whether sending it again can do no harm; if not, retry policies are told to stop.
    static func unavailable(_ reason: String, mayHaveRun: Bool, mayRetry: Bool, cause: (any Error)? = nil) -> RPCError {
        var metadata: Metadata = [AMQPTransportMetadata.mayHaveRun: .string(mayHaveRun ? "true" : "false")]
        if mayHaveRun, !mayRetry { metadata.addString("-1", forKey: AMQPTransportMetadata.retryPushback) }
        let outcome = mayHaveRun ? "the request may have run" : "the request has not run"
        return RPCError(code: .unavailable, message: "\(reason); \(outcome).", metadata: metadata, cause: cause)
    }

    /// The broker takes no messages, so no request arrives and no reply.
    ///
    /// - Parameter reason: A sentence without its full stop.
    static func blocked(_ reason: String, mayHaveRun: Bool, mayRetry: Bool, cause: (any Error)? = nil) -> RPCError {
        var error = RPCError.unavailable(reason, mayHaveRun: mayHaveRun, mayRetry: mayRetry, cause: cause)
        error.metadata.addString("true", forKey: AMQPTransportMetadata.brokerIsBlocked)
        return error
    }

    static var replyLost: RPCError {
        .unavailable("A part of the reply was lost", mayHaveRun: true, mayRetry: false)
    }

    static var requestLost: RPCError {
        .unavailable("A part of the request was lost", mayHaveRun: true, mayRetry: false)
    }

    /// What a failed publish means for the call whose request it carried.
    ///
    /// - Parameters:
    ///   - error: What the bus says.
    ///   - isFirst: Whether it was the frame that opens the call, so that a refusal means it has not run.
    ///   - mayRetry: Whether sending the request again can do no harm.
    static func publishing(_ error: AMQPError, isFirst: Bool, mayRetry: Bool) -> RPCError {
        switch error.code {
        case .returned:
            let reason = isFirst ? "No server takes calls of this service" : "The server of the call is gone"
            return .unavailable(reason, mayHaveRun: !isFirst, mayRetry: mayRetry, cause: error)
        case .nacked:
            return RPCError(
                code: .resourceExhausted, message: "The broker refused the request; it has not run.",
                metadata: [AMQPTransportMetadata.mayHaveRun: isFirst ? "false" : "true"], cause: error)
        case .notConnected:
            return .unavailable("There is no connection to the broker", mayHaveRun: !isFirst, mayRetry: mayRetry, cause: error)
        case .blocked:
            return .blocked(error.message, mayHaveRun: !isFirst, mayRetry: mayRetry, cause: error)
        case .shutDown:
            return .unavailable("The connection is shut down", mayHaveRun: true, mayRetry: mayRetry, cause: error)
        case .cancelled:
            return RPCError(code: .cancelled, message: "The call was cancelled.", cause: error)
        case .messageTooLarge:
            return RPCError(code: .resourceExhausted, message: "The request is too large.", cause: error)
        case .invalidArgument:
            return RPCError(code: .internalError, message: "The request cannot be expressed in AMQP.", cause: error)
        default:
            return .unavailable("The connection to the broker was lost", mayHaveRun: true, mayRetry: mayRetry, cause: error)
        }
    }
}
