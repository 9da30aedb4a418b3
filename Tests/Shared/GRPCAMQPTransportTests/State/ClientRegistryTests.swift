import AMQP
import GRPCCore
import Logging
import NIOCore
import Testing

@testable import GRPCAMQPTransport

@Suite struct ClientRegistryTests {
    /// A registry that is connected, and a way to put calls into it.
    private struct Rig {
        var registry = ClientRegistry()
        private let bus: ClientBus

        init() throws {
            let client = AMQPClient(configuration: AMQPConfiguration(host: "h", username: "u", password: "p"), logger: Logger(label: "test"))
            self.bus = ClientBus(
                publisher: client, consumer: client, configuration: .init(name: "test"), logger: Logger(label: "test"))
            _ = try self.registry.connect()
            self.registry.becomeReady()
        }

        mutating func begin() throws -> ClientCall {
            guard case .begin(let id) = self.registry.admit(waitsForReady: false) else { throw RPCError(code: .unavailable, message: "") }
            let call = ClientCall(
                id: id, method: MethodDescriptor(fullyQualifiedService: "s", method: "m"), bus: self.bus, limits: .standard
            ) { _ in true }
            _ = self.registry.insert(call)
            return call
        }
    }

    @Test func `a loss takes the calls of its own connection, however late it is heard of`() throws {
        var rig = try Rig()
        let (old, unsent, new) = (try rig.begin(), try rig.begin(), try rig.begin())
        let isOld = rig.registry.open(old.id, over: 1), isNew = rig.registry.open(new.id, over: 2)
        #expect(isOld && isNew)

        // The word that connection 1 is gone comes when connection 2 carries calls already.
        #expect(rig.registry.interrupt(2).map(\.id) == [old.id])
        rig.registry.remove(old.id)
        #expect(rig.registry.interrupt(2).isEmpty)
        #expect(Set(rig.registry.openCalls.map(\.id)) == [unsent.id, new.id])
        // Nor are new calls turned away.
        #expect(throws: Never.self) { try rig.begin() }
    }

    @Test func `without a connection nothing opens, and what is open is lost`() throws {
        var rig = try Rig()
        let (open, unsent) = (try rig.begin(), try rig.begin())
        let isOpen = rig.registry.open(open.id, over: 1)
        let lost = rig.registry.interrupt(nil)
        let isLate = rig.registry.open(unsent.id, over: nil), isInterrupted = rig.registry.open(unsent.id, over: 2)

        #expect(isOpen && lost.map(\.id) == [open.id])
        #expect(!isLate && !isInterrupted)
        #expect(throws: RPCError.self) { try rig.begin() }
        rig.registry.becomeReady(afterInterruption: true)
        let isBack = rig.registry.open(unsent.id, over: 2)
        #expect(isBack)
    }

    @Test func `a call that is over is not opened any more`() throws {
        var rig = try Rig()
        let call = try rig.begin()
        rig.registry.remove(call.id)
        let isOpen = rig.registry.open(call.id, over: 1)
        #expect(!isOpen)
    }
}
