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
    /// - Throws: `RPCError` when the frame may not travel.
    func deliver(_ frame: Frame, to client: String) async throws(RPCError) -> Delivery {
        let message = try self.message(frame, to: client, mandatory: true)
        let end = ContinuousClock.now + self.configuration.replyPatience
        while true {
            do throws(AMQPError) {
                try await self.publisher.publish(message)
                return .taken
            } catch {
                if error.code == .returned { return .clientGone }
                guard error.isRetriable, ContinuousClock.now < end else {
                    self.logger.debug(
                        "A reply was not taken", metadata: ["call.id": "\(frame.callID)", "error": "\(error)"])
                    return .failed
                }
            }
            do {
                try await Task.sleep(for: .milliseconds(100))
            } catch {
                return .failed
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
