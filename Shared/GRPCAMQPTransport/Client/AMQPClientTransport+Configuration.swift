public import Clocks
public import GRPCCore

extension AMQPClientTransport {
    /// How a client makes its calls.
    public struct Configuration: Sendable {
        /// Name of the exclusive queue replies come to, and its routing key; unique for each process.
        public var replyQueue: String
        /// The broker user, which the broker checks and servers see; `nil` sends none.
        public var userID: String?
        /// The exchanges.
        public var exchanges: RPCExchanges
        /// Whether to declare the exchanges as well; otherwise the broker's definitions have them.
        public var declaresExchanges: Bool
        /// Timeouts, retries and limits by method, and the retry throttle.
        public var serviceConfig: ServiceConfig
        /// Methods that may run twice without harm, as `<package>.<Service>/<Method>`.
        ///
        /// Retry policies are told not to repeat any other request that may have run.
        public var idempotentMethods: Set<String>
        /// Bytes of streamed replies that may wait for the caller. Range: `1...`.
        public var receiveWindowBytes: Int
        /// The largest message. Unit: bytes.
        public var maximumMessageBytes: Int
        /// The largest metadata. Unit: bytes.
        public var maximumMetadataBytes: Int
        /// How long all processes of a service may be away, or the broker may take no messages, before calls that wait end with
        /// `UNAVAILABLE`; `nil` lets them wait until their deadline.
        public var absencePatience: Duration?
        /// The wall clock deadlines are written with; it must agree with that of the servers.
        public var clock: any UTCClock

        /// Makes a configuration.
        ///
        /// - Parameters:
        ///   - name: Who calls, part of the reply queue's name `rpc.reply.<name>.<id>`.
        ///   - identifiers: Makes the reply queue's name unique.
        ///   - clock: The wall clock deadlines are written with.
        public init(
            name: String,
            identifiers: any IdentifierSource = UUIDv7Source(),
            clock: any UTCClock = SystemClock()
        ) {
            self.replyQueue = "rpc.reply.\(name).\(identifiers.next())"
            self.exchanges = RPCExchanges()
            self.declaresExchanges = false
            self.serviceConfig = ServiceConfig()
            self.idempotentMethods = []
            self.receiveWindowBytes = 256 * 1_024
            self.maximumMessageBytes = WireLimits.standard.messageBytes
            self.maximumMetadataBytes = WireLimits.standard.metadataBytes
            self.absencePatience = nil
            self.clock = clock
        }
    }
}
