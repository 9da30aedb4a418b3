import AMQP
import Dispatch
import GRPCCore

/// Methods that show which thread a handler has, and what happens when it keeps it.
extension ExampleService {
    /// One byte for each of: the beginning, after a wait, in a child task, and the end that writes; 1 on the connections' thread.
    func answerPlace(
        _ request: StreamingServerRequest<[UInt8]>, _ context: ServerContext
    ) async throws -> StreamingServerResponse<[UInt8]> {
        var places = [AMQPThread.isCurrent]
        _ = try await Self.single(request)
        await Task.yield()
        places.append(AMQPThread.isCurrent)
        async let child = AMQPThread.isCurrent
        places.append(await child)
        let seen = places
        return StreamingServerResponse { writer in
            try await writer.write((seen + [AMQPThread.isCurrent]).map { $0 ? 1 : 0 })
            return [:]
        }
    }

    /// Keeps its thread, as a handler must not, until the test lets go; says whether it did within half a minute.
    func answerBlock(
        _ request: StreamingServerRequest<[UInt8]>, _ context: ServerContext
    ) async throws -> StreamingServerResponse<[UInt8]> {
        _ = try await Self.single(request)
        self.journal.note("blocks")
        let isReleased = self.keepThread()
        return StreamingServerResponse { writer in
            try await writer.write([isReleased ? 1 : 0])
            return [:]
        }
    }

    /// Lets go of one handler of ``block``.
    func letGo() { self.release.signal() }

    private func keepThread() -> Bool { self.release.wait(timeout: .now() + 30) == .success }
}
