import AMQP
import Clocks
import GRPCCore
import Logging
import NIOCore

/// Frames of a client as AMQP messages.
struct ClientBus: Sendable {
    let publisher: AMQPClient
    let consumer: AMQPClient
    let configuration: AMQPClientTransport.Configuration
    let logger: Logger

    /// Publishes a frame and returns when the broker has it.
    ///
    /// - Throws: `AMQPError` when the broker has not confirmed it; `RPCError` when it may not travel or its
    ///   deadline has passed, and nothing was sent.
    func publish(_ frame: Frame, address: String?, method: MethodDescriptor, limits: WireLimits) async throws {
        try await self.publisher.publish(
            self.message(frame, address: address, method: method, limits: limits, mandatory: true))
    }

    /// Publishes a frame and reports on the thread of the connections when the broker does not have it.
    ///
    /// - Throws: As ``publish(_:address:method:limits:)``; then nothing is reported.
    func publish(
        _ frame: Frame, method: MethodDescriptor, limits: WireLimits,
        whenRefused: @escaping @Sendable (AMQPError) -> Void
    ) throws {
        let message = try self.message(frame, address: nil, method: method, limits: limits, mandatory: true)
        try self.publisher.publish(message) { error in
            if let error { whenRefused(error) }
        }
    }

    /// Publishes a frame that may be lost.
    func tell(_ frame: Frame, address: String?, method: MethodDescriptor, limits: WireLimits) {
        do {
            try self.publisher.publishUnconfirmed(
                self.message(frame, address: address, method: method, limits: limits, mandatory: false))
        } catch {
            self.logger.debug(
                "A frame was not sent",
                metadata: ["frame.kind": "\(frame.kind)", "call.id": "\(frame.callID)", "error": "\(error)"])
        }
    }

    /// Whether a process of a service is there: whether anybody hears what is said to all of them.
    ///
    /// - Throws: `AMQPError` when the broker cannot be asked.
    func isThere(_ service: String) async throws(AMQPError) -> Bool {
        // Without the number of a call servers take no notice of it.
        let question = AMQPMessage(
            exchange: self.configuration.exchanges.addressed, routingKey: RPCExchanges.everyServer(of: service), mandatory: true,
            properties: AMQPProperties(
                deliveryMode: .transient, expiration: "1000", type: "rpc.presence", userID: self.configuration.userID),
            body: ByteBuffer())
        do throws(AMQPError) {
            try await self.publisher.publish(question)
            return true
        } catch {
            if error.code == .returned { return false }
            throw error
        }
    }

    private func message(
        _ frame: Frame, address: String?, method: MethodDescriptor, limits: WireLimits, mandatory: Bool
    ) throws(RPCError) -> AMQPMessage {
        var (properties, body) = try FrameCodec(limits: limits).encode(frame)
        properties.userID = self.configuration.userID
        if let deadline = frame.deadline {
            properties.expiration = try MessageExpiration.text(until: deadline, now: self.configuration.clock.now())
        }
        let exchanges = self.configuration.exchanges
        guard frame.kind != .open else {
            return AMQPMessage(
                exchange: exchanges.requests, routingKey: RPCExchanges.routingKey(method), mandatory: mandatory,
                properties: properties, body: body)
        }
        let target = address ?? RPCExchanges.everyServer(of: method.service.fullyQualifiedService)
        return AMQPMessage(
            exchange: exchanges.addressed, routingKey: target, mandatory: mandatory, properties: properties, body: body)
    }
}
