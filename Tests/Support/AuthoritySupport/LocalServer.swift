import Hummingbird
import Logging
import NIOCore

/// A server for services that lie, refuse, are slow or talk too much.
public enum LocalServer {
    /// What it answers: HTTP status and body.
    public struct Answer: Sendable {
        let status: Int
        let body: [UInt8]

        /// Makes an answer.
        public init(status: Int = 200, body: [UInt8] = []) {
            self.status = status
            self.body = body
        }
    }

    /// Answers every question with a closure while `body` runs with the address.
    public static func with<R: Sendable>(
        _ answer: @escaping @Sendable (_ path: String, _ question: [UInt8]) async throws -> Answer,
        _ body: @escaping @Sendable (String) async throws -> R
    ) async throws -> R {
        let (ports, port) = AsyncStream<Int>.makeStream()
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            let question = try await request.body.collect(upTo: 1 << 20)
            let made = try await answer(request.uri.path, Array(question.readableBytesView))
            return Response(status: .init(code: made.status), body: .init(byteBuffer: ByteBuffer(bytes: made.body)))
        }
        var logger = Logger(label: "local-server")
        logger.logLevel = .critical
        let application = Application(
            responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        return try await withThrowingTaskGroup(of: R?.self) { group in
            group.addTask {
                do {
                    try await application.run()
                } catch is CancellationError {
                    // The test is over.
                }
                return nil
            }
            group.addTask {
                for await number in ports { return try await body("http://127.0.0.1:\(number)") }
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }
}
