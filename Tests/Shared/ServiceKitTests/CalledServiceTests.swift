import AMQP
import GRPCCore
import Synchronization
import Testing

@testable import ServiceKit

@Suite(.timeLimit(.minutes(10))) struct CalledServiceTests {
    private static func presence(_ patience: Duration, consumers: @escaping @Sendable (Int) -> Int) -> (ServicePresence, Counter) {
        let asked = Counter()
        let presence = ServicePresence(patience: patience) { _ throws(AMQPError) in
            consumers(asked.next())
        }
        return (presence, asked)
    }

    @Test func `a service nobody runs is absent after a moment of patience`() async throws {
        let (presence, asked) = Self.presence(.seconds(5)) { _ in 0 }

        #expect(try await presence.isAbsent("intake"))
        #expect(asked.count > 1)
    }

    @Test func `a service that comes back meanwhile is not absent`() async throws {
        let (presence, _) = Self.presence(.seconds(50)) { $0 < 3 ? 0 : 1 }

        #expect(try await !presence.isAbsent("intake"))
    }

    @Test func `a service that has just answered is not asked for`() async throws {
        let (presence, asked) = Self.presence(.milliseconds(300)) { _ in 0 }
        presence.answered("intake")

        #expect(try await !presence.isAbsent("intake"))
        #expect(asked.count == 0)
    }

    @Test func `a broker that cannot be asked leaves the answer to the call`() async throws {
        let presence = ServicePresence { _ throws(AMQPError) in throw AMQPError(code: .notConnected, message: "") }

        #expect(try await !presence.isAbsent("intake"))
    }

    @Test func `a failure of the way names the service and keeps what the transport said`() throws {
        let error = RPCError(code: .unavailable, message: "No server.", metadata: ["hoso-may-have-run": "false"])

        let named = CalledServiceInterceptor.named(error, "records")

        let failure = try #require(HosoFailure.carried(by: named))
        #expect(failure.code == .unavailable && failure.whoCanMend == .operator)
        #expect(failure.messageVi.contains("hoso-records") && failure.messageEn.contains("hoso-records"))
        #expect(Array(named.metadata[stringValues: "hoso-may-have-run"]) == ["false"])
    }

    @Test func `a service that went away with the request is named, and that the request may have run`() throws {
        let error = RPCError(
            code: .unavailable, message: "Gone.", metadata: ["hoso-may-have-run": "true", "hoso-service-is-away": "true"])

        let named = CalledServiceInterceptor.named(error, "records")

        let failure = try #require(HosoFailure.carried(by: named))
        #expect(failure.code == .unavailable && failure.whoCanMend == .operator)
        #expect(failure.messageVi.contains("hoso-records không chạy nữa") && failure.messageVi.contains("khóa chống trùng"))
        #expect(failure.messageEn.contains("hoso-records is no longer running") && failure.messageEn.contains("may have been done"))
        #expect(Array(named.metadata[stringValues: "hoso-may-have-run"]) == ["true"])
    }

    @Test(arguments: [("true", "may have been done"), ("false", "was not done")])
    func `a broker that takes no messages is named, with its reason and whether the request has run`(mayHaveRun: String, says: String) throws {
        let error = RPCError(
            code: .unavailable, message: "low on disk",
            metadata: ["hoso-may-have-run": .string(mayHaveRun), "hoso-broker-is-blocked": "true"])

        let failure = try #require(HosoFailure.carried(by: CalledServiceInterceptor.named(error, "records")))

        #expect(failure.code == .unavailable && failure.whoCanMend == .operator)
        #expect(failure.messageVi.contains("RabbitMQ không nhận tin nhắn"))
        #expect(failure.messageEn.contains("low on disk") && failure.messageEn.contains(says))
    }

    @Test func `what a service said of itself travels on unchanged`() {
        let own = HosoFailure(code: .unavailable, messageVi: "v", messageEn: "e").rpcError

        #expect(HosoFailure.carried(by: CalledServiceInterceptor.named(own, "records"))?.messageEn == "e")
        #expect(CalledServiceInterceptor.named(RPCError(code: .aborted, message: "x"), "records").message == "x")
    }

    @Test func `the service of a method is the second word of its package`() {
        let method = MethodDescriptor(fullyQualifiedService: "hoso.intake.v1.IntakeService", method: "OpenDossier")

        #expect(CalledServiceInterceptor.service(of: method) == "intake")
    }
}

/// A counter that closures can share.
private final class Counter: Sendable {
    private let value = Mutex(0)

    var count: Int { self.value.withLock { $0 } }

    func next() -> Int {
        self.value.withLock { value in
            value += 1
            return value
        }
    }
}
