/// The rules of a connection: handshake, tuning, blocking, and its end.
///
/// Pure: what arrives on channel 0 goes in, what to do comes out.
struct ConnectionMachine {
    /// What to do.
    enum Action {
        case none
        case sendProtocolHeader
        case send([OutgoingMethod])
        /// The limits are agreed: use them, then send.
        case tuned(IncomingMethod.Tuning, [OutgoingMethod])
        case opened
        case blocked(reason: String)
        case unblocked
        /// Send if there is something to say, drop the transport, fail what waits.
        case fail(AMQPError, last: OutgoingMethod?)
        /// Both sides have said goodbye: drop the transport.
        case closed
    }

    private enum State {
        case idle
        case awaitingStart
        case awaitingTune
        case awaitingOpenOk
        case open
        case closing
        case closed
    }

    /// The limits agreed on, and before that those asked for.
    private(set) var tuning: IncomingMethod.Tuning
    /// What the broker said of itself.
    private(set) var serverProperties = AMQPTable()
    /// Whether the handshake is done and nobody has begun to close.
    var isOpen: Bool { self.state == .open }

    private var state = State.idle
    private let virtualHost: String
    private let username: String
    private let password: String
    private let connectionName: String

    init(configuration: AMQPConfiguration) {
        self.virtualHost = configuration.virtualHost
        self.username = configuration.username
        self.password = configuration.password
        self.connectionName = configuration.connectionName
        self.tuning = IncomingMethod.Tuning(
            channelMax: 2_047,
            frameMax: max(4_096, configuration.maximumFrameBytes),
            heartbeatSeconds: UInt16(clamping: configuration.heartbeat.components.seconds))
    }

    /// The transport is ready.
    mutating func transportActive() -> Action {
        guard self.state == .idle else { return .none }
        self.state = .awaitingStart
        return .sendProtocolHeader
    }

    /// The transport has gone; returns why everything that waits fails, or `nil` after a goodbye.
    mutating func transportClosed() -> AMQPError? {
        defer { self.state = .closed }
        switch self.state {
        case .closed, .closing: return nil
        case .awaitingTune:
            // Brokers without authentication_failure_close just hang up.
            return AMQPError(code: .authenticationFailed, message: "The broker hung up after the credentials")
        case .idle, .awaitingStart, .awaitingOpenOk:
            return AMQPError(code: .connectionLost, message: "The connection was lost during the handshake")
        case .open:
            return AMQPError(code: .connectionLost, message: "The connection was lost")
        }
    }

    /// Begins to say goodbye.
    mutating func close() -> Action {
        switch self.state {
        case .open:
            self.state = .closing
            return .send([.close(replyCode: 200, replyText: "goodbye")])
        case .idle, .awaitingStart, .awaitingTune, .awaitingOpenOk:
            self.state = .closed
            return .closed
        case .closing, .closed:
            return .none
        }
    }

    /// Ends because of something the broker must not do.
    mutating func fail(_ error: AMQPError) -> Action {
        guard self.state != .closed else { return .none }
        let last: OutgoingMethod? =
            self.state == .open ? .close(replyCode: Self.replyCode(for: error), replyText: "\(error.code)") : nil
        self.state = .closed
        return .fail(error, last: last)
    }

    /// Takes a method on channel 0.
    mutating func receive(_ method: IncomingMethod) -> Action {
        switch (self.state, method) {
        case (.closed, _), (.idle, _):
            return .none
        case (.closing, .ok(MethodID.connectionCloseOk)):
            self.state = .closed
            return .closed
        case (_, .connectionClose(let reason)):
            return self.closedByBroker(reason)
        case (.closing, _):
            return .none
        case (.awaitingStart, .connectionStart(let major, let minor, let properties, let mechanisms)):
            return self.start(major: major, minor: minor, properties: properties, mechanisms: mechanisms)
        case (.awaitingTune, .connectionTune(let offered)):
            return self.tune(offered)
        case (.awaitingTune, .connectionSecure):
            return self.fail(
                AMQPError(code: .authenticationFailed, message: "The broker asks for more than PLAIN gives"))
        case (.awaitingOpenOk, .ok(MethodID.connectionOpenOk)):
            self.state = .open
            return .opened
        case (.open, .connectionBlocked(let reason)):
            return .blocked(reason: reason)
        case (.open, .connectionUnblocked):
            return .unblocked
        case (_, let method):
            return self.fail(
                AMQPError(
                    code: .protocolViolation,
                    message: "Method \(method.id >> 16).\(method.id & 0xFFFF) is not allowed now"))
        }
    }

    private mutating func start(
        major: UInt8, minor: UInt8, properties: AMQPTable, mechanisms: String
    ) -> Action {
        guard major == 0, minor == 9 else {
            return self.fail(AMQPError(code: .malformedFrame, message: "The broker speaks AMQP \(major)-\(minor)"))
        }
        guard mechanisms.split(separator: " ").contains("PLAIN") else {
            return self.fail(
                AMQPError(code: .authenticationFailed, message: "The broker does not offer PLAIN, only \(mechanisms)"))
        }
        self.serverProperties = properties
        self.state = .awaitingTune
        let response = [0] + Array(self.username.utf8) + [0] + Array(self.password.utf8)
        return .send([.startOk(clientProperties: self.clientProperties, response: response)])
    }

    private mutating func tune(_ offered: IncomingMethod.Tuning) -> Action {
        guard offered.frameMax == 0 || offered.frameMax >= 4_096 else {
            return self.fail(AMQPError(code: .protocolViolation, message: "The broker wants frames under 4096 bytes"))
        }
        // Zero means "no limit": then the other side's word counts.
        func agree<N: FixedWidthInteger>(_ ours: N, _ theirs: N) -> N {
            ours == 0 || theirs == 0 ? max(ours, theirs) : min(ours, theirs)
        }
        self.tuning = IncomingMethod.Tuning(
            channelMax: agree(self.tuning.channelMax, offered.channelMax),
            frameMax: agree(self.tuning.frameMax, offered.frameMax),
            heartbeatSeconds: agree(self.tuning.heartbeatSeconds, offered.heartbeatSeconds))
        self.state = .awaitingOpenOk
        return .tuned(self.tuning, [.tuneOk(self.tuning), .open(virtualHost: self.virtualHost)])
    }

    private mutating func closedByBroker(_ reason: IncomingMethod.CloseReason) -> Action {
        let error =
            switch self.state {
            case .awaitingTune where reason.replyCode == 403:
                AMQPError(code: .authenticationFailed, message: reason.replyText, replyCode: reason.replyCode)
            case .awaitingOpenOk where Self.refusesVirtualHost(reason):
                AMQPError(code: .virtualHostRefused, message: reason.replyText, replyCode: reason.replyCode)
            default:
                AMQPError(connection: reason)
            }
        self.state = .closed
        return .fail(error, last: .closeOk)
    }

    /// The broker says 530 for an unknown virtual host, a missing right, and a full one; only the
    /// last goes away by itself.
    private static func refusesVirtualHost(_ reason: IncomingMethod.CloseReason) -> Bool {
        [402, 403, 404, 530].contains(reason.replyCode) && !reason.replyText.contains("limit")
    }

    private static func replyCode(for error: AMQPError) -> UInt16 {
        switch error.code {
        case .malformedFrame: 501
        case .protocolViolation: 505
        default: 541
        }
    }

    private var clientProperties: AMQPTable {
        [
            "product": "hoso",
            "platform": "Swift",
            "connection_name": .string(self.connectionName),
            "capabilities": .table([
                "publisher_confirms": true,
                "basic.nack": true,
                "consumer_cancel_notify": true,
                "connection.blocked": true,
                "authentication_failure_close": true,
            ]),
        ]
    }
}
