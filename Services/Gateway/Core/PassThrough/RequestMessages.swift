import GRPCCore

/// The messages of a request after its metadata.
///
/// `@unchecked Sendable`: the iterator is used by one task only, the producer of the one call it belongs to; calls
/// through the gateway are never retried by it.
final class RequestMessages<Bytes: GRPCContiguousBytes & Sendable>: @unchecked Sendable {
    private var parts: RPCAsyncSequence<RPCRequestPart<Bytes>, any Error>.AsyncIterator

    init(_ parts: consuming RPCAsyncSequence<RPCRequestPart<Bytes>, any Error>.AsyncIterator) { self.parts = parts }

    /// The next message as bytes; nil after the last.
    func next() async throws -> [UInt8]? {
        while let part = try await self.parts.next() {
            if case .message(let bytes) = part { return bytes.withUnsafeBytes { Array($0) } }
        }
        return nil
    }
}
