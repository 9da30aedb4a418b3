import AMQP
import GRPCCore
import Logging

/// Frames of a server as AMQP messages.
struct ServerBus: Sendable {
    /// What became of a reply.
    enum Delivery: Hashable, Sendable {
        case taken
        /// The client's reply queue is gone.
        case clientGone
        /// The broker did not take it in time.
        case failed
    }

    let publisher: AMQPClient
    let configuration: AMQPServerTransport.Configuration
    let logger: Logger

    /// Publishes a frame and returns when the broker has it.
    func publish(_ frame: Frame, to client: String) async throws {
        try await self.publisher.publish(self.message(frame, to: client, mandatory: true))
    }

    /// Publishes a frame that may be lost.
    func tell(_ frame: Frame, to client: String) {
        do {
            try self.publisher.publishUnconfirmed(self.message(frame, to: client, mandatory: false))
        } catch {
            self.logger.debug(
                "A frame was not sent",
                metadata: ["frame.kind": "\(frame.kind)", "call.id": "\(frame.callID)", "error": "\(error)"])
        }
    }

    /// Publishes the last frame of a call, again and again while the broker is away; the client drops repetitions.
    ///
    /// - Parameters:
    ///   - frame: The frame with the status.
    ///   - client: Routing key of the client.
    ///   - goesOn: Asked before each repetition: whether there is any use in it.
    ///   - whenDone: Told what became of it, usually on the thread of the connections.
    /// - Throws: `RPCError` when the frame may not travel; then nothing is told.
    func deliver(
        _ frame: Frame, to client: String, goesOn: @escaping @Sendable () -> Bool,
        whenDone: @escaping @Sendable (Delivery) -> Void
    ) throws(RPCError) {
        let reply = Reply(
            message: try self.message(frame, to: client, mandatory: true), callID: frame.callID, goesOn: goesOn,
            whenDone: whenDone)
        self.attempt(reply, until: nil)
    }

    /// A last frame on its way.
    private struct Reply: Sendable {
        let message: AMQPMessage
        let callID: String
        let goesOn: @Sendable () -> Bool
        let whenDone: @Sendable (Delivery) -> Void
    }

    private func attempt(_ reply: Reply, until end: ContinuousClock.Instant?) {
        do throws(AMQPError) {
            try self.publisher.publish(reply.message) { error in
                if let error { self.failed(error, reply, until: end) } else { reply.whenDone(.taken) }
            }
        } catch {
            self.failed(error, reply, until: end)
        }
    }

    private func failed(_ error: AMQPError, _ reply: Reply, until end: ContinuousClock.Instant?) {
        if error.code == .returned { return reply.whenDone(.clientGone) }
        let end = end ?? ContinuousClock.now + self.configuration.replyPatience
        guard error.isRetriable, ContinuousClock.now < end, reply.goesOn() else {
            self.logger.debug("A reply was not taken", metadata: ["call.id": "\(reply.callID)", "error": "\(error)"])
            return reply.whenDone(.failed)
        }
        // Rare, so a task of its own; the handler that made the reply has long returned.
        Task {
            do {
                try await Task.sleep(for: .milliseconds(100))
                self.attempt(reply, until: end)
            } catch {
                reply.whenDone(.failed)
            }
        }
    }

    private func message(_ frame: Frame, to client: String, mandatory: Bool) throws(RPCError) -> AMQPMessage {
        var (properties, body) = try FrameCodec(limits: self.configuration.limits).encode(frame)
        properties.userID = self.configuration.userID
        return AMQPMessage(
            exchange: self.configuration.exchanges.addressed, routingKey: client, mandatory: mandatory,
            properties: properties, body: body)
    }
}
