import GRPCCore

/// The parts of one direction of a call; reports each part when it is taken, so that credit can be given.
struct PartSequence<Part: Sendable>: AsyncSequence, Sendable {
    typealias Element = Part

    struct Iterator: AsyncIteratorProtocol {
        var parts: AsyncThrowingStream<Part, any Error>.Iterator
        let onTake: @Sendable (Part) -> Void

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> Part? {
            guard let part = try await self.parts.next(isolation: actor) else {
                guard !Task.isCancelled else { throw RPCError(code: .cancelled, message: "The call was cancelled.") }
                return nil
            }
            self.onTake(part)
            return part
        }

        mutating func next() async throws -> Part? {
            try await self.next(isolation: nil)
        }
    }

    let parts: AsyncThrowingStream<Part, any Error>
    let onTake: @Sendable (Part) -> Void

    func makeAsyncIterator() -> Iterator {
        Iterator(parts: self.parts.makeAsyncIterator(), onTake: self.onTake)
    }
}
