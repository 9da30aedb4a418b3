import Foundation
import NIOCore

/// The pieces of a file of this machine.
struct FileChunks: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let path: String

    struct AsyncIterator: AsyncIteratorProtocol {
        let path: String
        var file: FileHandle?

        mutating func next() async throws -> ByteBuffer? {
            let open = try self.file ?? FileHandle(forReadingFrom: URL(fileURLWithPath: self.path))
            self.file = open
            guard let piece = try open.read(upToCount: 1 << 20), !piece.isEmpty else { return nil }
            return ByteBuffer(bytes: piece)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(path: self.path, file: nil) }
}
