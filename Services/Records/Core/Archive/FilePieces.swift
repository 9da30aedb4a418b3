import Foundation

/// The bytes of a file on this machine, piece by piece, for the blob store.
struct FilePieces: AsyncSequence, Sendable {
    typealias Element = [UInt8]

    let path: String

    struct AsyncIterator: AsyncIteratorProtocol {
        let path: String
        var handle: FileHandle?

        mutating func next() async throws -> [UInt8]? {
            let open: FileHandle
            if let handle = self.handle {
                open = handle
            } else {
                open = try FileHandle(forReadingFrom: URL(fileURLWithPath: self.path))
                self.handle = open
            }
            guard let piece = try open.read(upToCount: 1 << 20), !piece.isEmpty else { return nil }
            return [UInt8](piece)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(path: self.path, handle: nil) }
}
