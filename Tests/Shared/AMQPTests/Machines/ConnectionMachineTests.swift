import Testing

@testable import AMQP

@Suite struct ConnectionMachineTests {
    private let start = IncomingMethod.connectionStart(
        versionMajor: 0, versionMinor: 9, serverProperties: [:], mechanisms: "AMQPLAIN PLAIN")

    private func machine(_ change: (inout AMQPConfiguration) -> Void = { _ in }) -> ConnectionMachine {
        var configuration = AMQPConfiguration(host: "h", username: "u", password: "p")
        change(&configuration)
        return ConnectionMachine(configuration: configuration)
    }

    private func tune(_ frameMax: UInt32 = 131_072, heartbeat: UInt16 = 60, channels: UInt16 = 0) -> IncomingMethod {
        .connectionTune(.init(channelMax: channels, frameMax: frameMax, heartbeatSeconds: heartbeat))
    }

    private func close(_ code: UInt16, _ text: String = "text") -> IncomingMethod {
        .connectionClose(.init(replyCode: code, replyText: text, classID: 0, methodID: 0))
    }

    private func failure(_ action: ConnectionMachine.Action) -> AMQPError? {
        guard case .fail(let error, _) = action else { return nil }
        return error
    }

    private func opened() -> ConnectionMachine {
        var machine = self.machine()
        _ = machine.transportActive()
        _ = machine.receive(self.start)
        _ = machine.receive(self.tune())
        _ = machine.receive(.ok(MethodID.connectionOpenOk))
        return machine
    }

    @Test func `shakes hands and announces what it can`() throws {
        var machine = self.machine()
        _ = machine.transportActive()

        guard case .send(let methods) = machine.receive(self.start),
            case .startOk(let properties, let response)? = methods.first,
            case .table(let capabilities)? = properties["capabilities"]
        else {
            Issue.record("no start-ok")
            return
        }
        for name in [
            "publisher_confirms", "basic.nack", "consumer_cancel_notify", "connection.blocked",
            "authentication_failure_close",
        ] {
            #expect(capabilities[name] == true)
        }
        #expect(response == [0, 0x75, 0, 0x70])
        guard case .tuned(_, let answers) = machine.receive(self.tune()),
            case .opened = machine.receive(.ok(MethodID.connectionOpenOk))
        else {
            Issue.record("not opened")
            return
        }
        #expect(answers == [.tuneOk(machine.tuning), .open(virtualHost: "/")])
        #expect(machine.isOpen)
    }

    @Test(arguments: [
        (ours: 20, theirs: 60, agreed: 20), (60, 20, 20), (0, 60, 60), (20, 0, 20), (0, 0, 0),
    ] as [(ours: UInt16, theirs: UInt16, agreed: UInt16)])
    func `agrees on the smaller heartbeat`(ours: UInt16, theirs: UInt16, agreed: UInt16) {
        var machine = self.machine { $0.heartbeat = .seconds(Int(ours)) }
        _ = machine.transportActive()
        _ = machine.receive(self.start)
        _ = machine.receive(self.tune(heartbeat: theirs))

        #expect(machine.tuning.heartbeatSeconds == agreed)
    }

    @Test func `agrees on the smaller limits and refuses impossible ones`() {
        var machine = self.machine()
        _ = machine.transportActive()
        _ = machine.receive(self.start)
        _ = machine.receive(self.tune(4_096, channels: 10))
        #expect(machine.tuning.frameMax == 4_096 && machine.tuning.channelMax == 10)

        var other = self.machine()
        _ = other.transportActive()
        _ = other.receive(self.start)
        #expect(self.failure(other.receive(self.tune(100)))?.code == .protocolViolation)
    }

    @Test func `names the reason of a refusal`() {
        var password = self.machine()
        _ = password.transportActive()
        _ = password.receive(self.start)
        #expect(self.failure(password.receive(self.close(403)))?.code == .authenticationFailed)

        for (code, text, expected) in [
            (530, "NOT_ALLOWED - vhost x not found", .virtualHostRefused),
            (530, "NOT_ALLOWED - connection limit is reached", .connectionClosed), (541, "down", .connectionClosed),
        ] as [(UInt16, String, AMQPError.Code)] {
            var host = self.machine()
            _ = host.transportActive()
            _ = host.receive(self.start)
            _ = host.receive(self.tune())
            #expect(self.failure(host.receive(self.close(code, text)))?.code == expected)
        }
        var open = self.opened()
        let error = self.failure(open.receive(self.close(320)))
        #expect(error?.code == .connectionClosed && error?.replyCode == 320)
    }

    @Test func `refuses another protocol version and other mechanisms`() {
        for method in [
            IncomingMethod.connectionStart(
                versionMajor: 1, versionMinor: 0, serverProperties: [:], mechanisms: "PLAIN"),
            .connectionStart(versionMajor: 0, versionMinor: 9, serverProperties: [:], mechanisms: "EXTERNAL PLAINER"),
        ] {
            var machine = self.machine()
            _ = machine.transportActive()
            #expect(self.failure(machine.receive(method)) != nil)
        }
    }

    @Test func `any method in a wrong state is a violation`() {
        let methods: [IncomingMethod] = [
            self.start, self.tune(), .ok(MethodID.connectionOpenOk), .connectionUnblocked, .ok(MethodID.queueBindOk),
        ]
        var handshake = self.machine()
        _ = handshake.transportActive()
        for (index, expected) in methods.prefix(3).enumerated() {
            for (other, method) in methods.enumerated() where other != index {
                var copy = handshake
                #expect(self.failure(copy.receive(method))?.code == .protocolViolation)
            }
            _ = handshake.receive(expected)
        }
        for method in methods where method != .connectionUnblocked {
            var open = handshake
            #expect(self.failure(open.receive(method))?.code == .protocolViolation)
        }
    }

    @Test func `reports blocking`() {
        var machine = self.opened()

        guard case .blocked(reason: "low on memory") = machine.receive(.connectionBlocked(reason: "low on memory")),
            case .unblocked = machine.receive(.connectionUnblocked)
        else {
            Issue.record("not reported")
            return
        }
    }

    @Test func `says goodbye once and ignores the rest`() {
        var machine = self.opened()

        guard case .send([.close(replyCode: 200, replyText: "goodbye")]) = machine.close(), case .none = machine.close(),
            case .none = machine.receive(.connectionBlocked(reason: "late")),
            case .closed = machine.receive(.ok(MethodID.connectionCloseOk)), case .none = machine.receive(self.start)
        else {
            Issue.record("no goodbye")
            return
        }
        #expect(machine.transportClosed() == nil)
    }

    @Test func `a lost transport is named by when it was lost`() {
        var early = self.machine()
        _ = early.transportActive()
        #expect(early.transportClosed()?.code == .connectionLost)
        var password = self.machine()
        _ = password.transportActive()
        _ = password.receive(self.start)
        #expect(password.transportClosed()?.code == .authenticationFailed)
        var open = self.opened()
        #expect(open.transportClosed()?.code == .connectionLost)
    }
}
