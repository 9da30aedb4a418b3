extension AMQPError {
    /// The kinds of failure; more may be added without breaking callers.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case connectFailed, timedOut, authenticationFailed, virtualHostRefused, tlsFailed
            case notConnected, connectionLost, connectionClosed, heartbeatMissed
            case channelClosed, returned, nacked, blocked, cancelled, shutDown
            case consumerCancelled, staleDelivery, invalidArgument, messageTooLarge
            case protocolViolation, malformedFrame
        }

        private let kind: Kind

        private init(_ kind: Kind) { self.kind = kind }

        /// No TCP connection could be made.
        public static let connectFailed = Self(.connectFailed)
        /// The broker did not answer in time.
        public static let timedOut = Self(.timedOut)
        /// The broker refused the user name or password.
        public static let authenticationFailed = Self(.authenticationFailed)
        /// The virtual host does not exist or the user has no right to it.
        public static let virtualHostRefused = Self(.virtualHostRefused)
        /// TLS could not be set up.
        public static let tlsFailed = Self(.tlsFailed)
        /// There is no connection now; nothing was sent.
        public static let notConnected = Self(.notConnected)
        /// The connection went away before the answer; the broker may or may not have taken it.
        public static let connectionLost = Self(.connectionLost)
        /// The broker closed the connection and said why (``AMQPError/replyCode``).
        public static let connectionClosed = Self(.connectionClosed)
        /// Nothing was heard from the broker for two heartbeat intervals.
        public static let heartbeatMissed = Self(.heartbeatMissed)
        /// The broker closed the channel and said why (``AMQPError/replyCode``).
        public static let channelClosed = Self(.channelClosed)
        /// No queue is bound for a message that was published as mandatory.
        public static let returned = Self(.returned)
        /// The broker refused the message; it is not stored.
        public static let nacked = Self(.nacked)
        /// The broker is short of memory or disk and takes no messages now; nothing was sent.
        public static let blocked = Self(.blocked)
        /// The calling task was cancelled; what was already written may have been taken.
        public static let cancelled = Self(.cancelled)
        /// The client has been shut down.
        public static let shutDown = Self(.shutDown)
        /// The broker ended the consumer, for instance because its queue was deleted.
        public static let consumerCancelled = Self(.consumerCancelled)
        /// The delivery belongs to a connection that is gone; the broker delivers it again.
        public static let staleDelivery = Self(.staleDelivery)
        /// An argument cannot be expressed in AMQP, such as a name longer than 255 bytes.
        public static let invalidArgument = Self(.invalidArgument)
        /// The properties do not fit into one frame, or the body is over the configured limit.
        public static let messageTooLarge = Self(.messageTooLarge)
        /// The peer sent a well-formed frame that is not allowed here.
        public static let protocolViolation = Self(.protocolViolation)
        /// The peer sent bytes that are not AMQP 0-9-1.
        public static let malformedFrame = Self(.malformedFrame)

        /// Whether the same call may succeed later without anyone changing anything.
        ///
        /// ``channelClosed`` is retriable because one faulty publish closes the channel under all
        /// the others that are in flight; look at ``AMQPError/replyCode`` to tell.
        public var isRetriable: Bool {
            switch self.kind {
            case .connectFailed, .timedOut, .notConnected, .connectionLost, .connectionClosed,
                .heartbeatMissed, .channelClosed, .returned, .nacked, .blocked, .consumerCancelled,
                .staleDelivery, .protocolViolation, .malformedFrame:
                true
            case .authenticationFailed, .virtualHostRefused, .tlsFailed, .cancelled, .shutDown,
                .invalidArgument, .messageTooLarge:
                false
            }
        }

        /// The name of the code.
        public var description: String { self.kind.rawValue }
    }
}
