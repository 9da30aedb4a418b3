import Glibc
import NIOPosix
import Synchronization

/// The right to append to one upload. Given back by ``close()``, or by the end of the process.
final class UploadLease: Sendable {
    private let file: Mutex<Int32?>
    private let path: String
    private let position = Mutex(Int64(0))

    init(file: Int32, path: String) {
        self.file = Mutex(file)
        self.path = path
    }

    deinit { self.close() }

    /// What is there, seen under the lock. Unit: bytes.
    func offset() throws -> Int64 {
        try self.file.withLock { file in
            var status = stat()
            guard let file, fstat(file, &status) == 0 else { throw UploadFailed(what: "examine an upload", number: errno) }
            return Int64(status.st_size)
        }
    }

    /// Appends bytes; they are kept even if the next ones never come.
    ///
    /// - Throws: ``UploadFailed``.
    func append(_ bytes: [UInt8]) async throws {
        try await NIOThreadPool.singleton.runIfActive {
            try self.file.withLock { file in
                guard let file else { throw UploadFailed(what: "append to an upload", number: EBADF) }
                var written = 0
                while written < bytes.count {
                    let count = bytes.withUnsafeBytes { buffer in
                        buffer.baseAddress.map { write(file, $0 + written, buffer.count - written) } ?? -1
                    }
                    if count < 0, errno == EINTR { continue }
                    guard count > 0 else { throw UploadFailed(what: "append to an upload", number: errno) }
                    written += count
                }
            }
        }
    }

    /// The bytes from the beginning, piece by piece; to be asked for once.
    func chunks() -> AsyncThrowingStream<[UInt8], any Error> {
        AsyncThrowingStream<[UInt8], any Error>(unfolding: {
            try await NIOThreadPool.singleton.runIfActive { () throws -> [UInt8]? in
                try self.file.withLock { file in
                    guard let file else { throw UploadFailed(what: "read an upload", number: EBADF) }
                    var piece = [UInt8](repeating: 0, count: 262_144)
                    let at = self.position.withLock { $0 }
                    let count = piece.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, off_t(at)) }
                    guard count >= 0 else { throw UploadFailed(what: "read an upload", number: errno) }
                    guard count > 0 else { return nil }
                    self.position.withLock { $0 += Int64(count) }
                    piece.removeLast(piece.count - count)
                    return piece
                }
            }
        })
    }

    /// Removes the file: it is whole and stored, or nobody wants it.
    func remove() throws {
        guard unlink(self.path) == 0 || errno == ENOENT else { throw UploadFailed(what: "remove an upload", number: errno) }
    }

    /// Gives the right back.
    func close() {
        self.file.withLock { file in
            if let number = file { Glibc.close(number) }
            file = nil
        }
    }
}
