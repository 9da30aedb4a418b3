public import Clocks

extension AMQPServerTransport {
    /// Which services a server answers for, and how.
    public struct Configuration: Sendable {
        /// A queue of requests and the services bound to it.
        public struct RequestQueue: Hashable, Sendable {
            /// Name of the queue, `rpc.<service>`; all processes of the service share it.
            public var name: String
            /// Full names of the services whose methods are bound to it.
            public var services: [String]
            /// How many requests run at once; the broker gives no more.
            public var concurrency: UInt16

            /// Makes a queue.
            public init(name: String, services: [String], concurrency: UInt16 = 64) {
                self.name = name
                self.services = services
                self.concurrency = concurrency
            }
        }

        /// The queues to take requests from.
        public var queues: [RequestQueue]
        /// Name of the exclusive queue for frames addressed to this process, and its routing key; unique for each process.
        public var processQueue: String
        /// The broker user, which the broker checks; `nil` sends none.
        public var userID: String?
        /// The exchanges.
        public var exchanges: RPCExchanges
        /// Whether to declare exchanges, request queues and their bindings; otherwise the broker's definitions have them.
        public var declaresTopology: Bool
        /// Methods that may run again when the broker delivers a request again, as `<package>.<Service>/<Method>`.
        public var idempotentMethods: Set<String>
        /// Methods whose handlers run on ``AMQP/AMQPThread``, as `<package>.<Service>/<Method>`; all others run in the pool.
        ///
        /// The thread that has read the request then also runs the handler and writes the reply: a call that is answered
        /// so wakes its server twice instead of four times. Right for handlers that do little besides waiting (for the
        /// database, for another service) and never for one that computes, reads files or takes a lock somebody
        /// holds for long: while it has the thread, no other call of the process goes on, nothing is acknowledged and no
        /// heartbeat is sent. After two missed heartbeats the broker takes the process for dead.
        ///
        /// Child tasks stay on the thread as well. Part of a handler that computes can leave it with
        /// `withTaskExecutorPreference(globalConcurrentExecutor)`.
        public var methodsOnConnectionThread: Set<String>
        /// Bytes of streamed requests that may wait for each handler. Range: `1...`.
        public var receiveWindowBytes: Int
        /// The largest message. Unit: bytes.
        public var maximumMessageBytes: Int
        /// The largest metadata. Unit: bytes.
        public var maximumMetadataBytes: Int
        /// How long a call may last; must stay below the broker's `consumer_timeout` (30 minutes by default).
        public var maximumCallDuration: Duration
        /// How often a streaming call asks whether its client is still there.
        public var pingInterval: Duration
        /// How long to go on trying to hand a reply to a broker that does not take it.
        public var replyPatience: Duration
        /// How many answered and cancelled calls to remember, to know them when they are delivered again.
        public var memory: Int
        /// The wall clock deadlines are read with; it must agree with that of the clients.
        public var clock: any UTCClock

        /// Makes a configuration.
        ///
        /// - Parameters:
        ///   - name: Who answers, part of the process queue's name `rpc.process.<name>.<id>`.
        ///   - queues: The queues to take requests from.
        ///   - identifiers: Makes the process queue's name unique.
        ///   - clock: The wall clock deadlines are read with.
        public init(
            name: String,
            queues: [RequestQueue],
            identifiers: any IdentifierSource = UUIDv7Source(),
            clock: any UTCClock = SystemClock()
        ) {
            self.queues = queues
            self.processQueue = "rpc.process.\(name).\(identifiers.next())"
            self.exchanges = RPCExchanges()
            self.declaresTopology = false
            self.idempotentMethods = []
            self.methodsOnConnectionThread = []
            self.receiveWindowBytes = 256 * 1_024
            self.maximumMessageBytes = WireLimits.standard.messageBytes
            self.maximumMetadataBytes = WireLimits.standard.metadataBytes
            self.maximumCallDuration = .seconds(20 * 60)
            self.pingInterval = .seconds(15)
            self.replyPatience = .seconds(60)
            self.memory = 4_096
            self.clock = clock
        }

        var limits: WireLimits {
            WireLimits(messageBytes: self.maximumMessageBytes, metadataBytes: self.maximumMetadataBytes)
        }
    }
}
