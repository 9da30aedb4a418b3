import AMQP
import Foundation
import NIOCore
import Synchronization

/// Request and reply over `AMQP` alone: what is left of a call when GRPCCore and the transport are taken away.
///
/// Keeps the promises of the transport (mandatory, confirmed, requests acknowledged after the reply) and stays on the
/// connections' threads on both sides.
struct BusEcho: Sendable {
    private static let queue = "bench.bus.calls"
    private let publisher: AMQPClient
    private let replyQueue: String
    private let waiting: Waiting

    /// The call in flight.
    private final class Waiting: Sendable {
        private let continuation = Mutex<CheckedContinuation<AMQPDelivery, any Error>?>(nil)

        func wait(whileSending send: () throws -> Void) async throws -> AMQPDelivery {
            try await withCheckedThrowingContinuation { continuation in
                self.continuation.withLock { $0 = continuation }
                do { try send() } catch { self.end(.failure(error)) }
            }
        }

        func end(_ result: Result<AMQPDelivery, any Error>) {
            let continuation = self.continuation.withLock { waiting in
                defer { waiting = nil }
                return waiting
            }
            continuation?.resume(with: result)
        }
    }

    /// Answers until the connection ends.
    static func serve(publisher: AMQPClient, consumer: AMQPClient) async throws {
        try await consumer.waitUntilConnected()
        try await publisher.waitUntilConnected()
        try await consumer.declare(AMQPTopology(queues: [AMQPTopology.Queue(Self.queue)]))
        let requests = try await consumer.consume(queue: Self.queue, prefetch: 250) { consumer, delivery in
            let reply = AMQPMessage(
                exchange: "", routingKey: delivery.properties.replyTo ?? "", mandatory: true,
                properties: AMQPProperties(deliveryMode: .transient), body: delivery.body)
            do {
                try publisher.publish(reply) { _ in }
                try consumer.ackSoon(delivery)
            } catch {
                FileHandle.standardError.write(Data("a reply was not sent: \(error)\n".utf8))
            }
        }
        for try await _ in requests {}
    }

    /// Makes the calling side.
    static func connect(publisher: AMQPClient, consumer: AMQPClient) async throws -> BusEcho {
        let waiting = Waiting(), replyQueue = "bench.bus.replies"
        try await consumer.declare(AMQPTopology(queues: [AMQPTopology.Queue(replyQueue, durable: false, exclusive: true)]))
        _ = try await consumer.consume(queue: replyQueue, prefetch: nil, exclusive: true) { _, delivery in
            waiting.end(.success(delivery))
        }
        return BusEcho(publisher: publisher, replyQueue: replyQueue, waiting: waiting)
    }

    private init(publisher: AMQPClient, replyQueue: String, waiting: Waiting) {
        self.publisher = publisher
        self.replyQueue = replyQueue
        self.waiting = waiting
    }

    /// Calls one after the other.
    func echoes(count: Int) async throws -> Measure {
        let request = AMQPMessage(
            exchange: "", routingKey: Self.queue, mandatory: true,
            properties: AMQPProperties(deliveryMode: .transient, replyTo: self.replyQueue),
            body: ByteBuffer(repeating: UInt8(ascii: "x"), count: 256))
        return try await withTaskExecutorPreference(AMQPThread.executor) {
            try await Measure.once(count: count) {
                for _ in 0..<count {
                    let reply = try await self.waiting.wait {
                        try self.publisher.publish(request) { error in
                            if let error { self.waiting.end(.failure(error)) }
                        }
                    }
                    guard reply.body.readableBytes == 256 else { throw BenchFailure(what: "a reply of \(reply.body.readableBytes) bytes") }
                }
            }
        }
    }
}
