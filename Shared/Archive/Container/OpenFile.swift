internal import Glibc

/// Owns an open file and closes it exactly once. Every method may block.
final class OpenFile {
    let descriptor: Int32

    /// Opens a file for reading; a symbolic link is refused.
    init(reading path: String) throws(ArchiveError) {
        self.descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard self.descriptor >= 0 else { throw SystemFailure.error("open a file", path: path) }
    }

    /// Makes a file that must not exist yet, to write it and read it again.
    init(creating path: String) throws(ArchiveError) {
        self.descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard self.descriptor >= 0 else { throw SystemFailure.error("create a file", path: path) }
    }

    deinit { close(self.descriptor) }

    /// Writes all bytes where the file stands.
    func write(_ bytes: [UInt8]) throws(ArchiveError) {
        var offset = 0
        while offset < bytes.count {
            let start = offset
            let count = bytes.withUnsafeBytes { Glibc.write(self.descriptor, $0.baseAddress?.advanced(by: start), $0.count - start) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SystemFailure.error("write a file") }
            offset += count
        }
    }

    /// Writes all bytes at a place, without moving.
    func overwrite(_ bytes: [UInt8], at place: Int64) throws(ArchiveError) {
        var offset = 0
        while offset < bytes.count {
            let start = offset
            let count = bytes.withUnsafeBytes {
                pwrite(self.descriptor, $0.baseAddress?.advanced(by: start), $0.count - start, off_t(place) + off_t(start))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SystemFailure.error("write a file") }
            offset += count
        }
    }

    /// Reads up to so many bytes; empty at the end.
    func read(upTo count: Int) throws(ArchiveError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        while true {
            let taken = bytes.withUnsafeMutableBytes { Glibc.read(self.descriptor, $0.baseAddress, $0.count) }
            if taken < 0, errno == EINTR { continue }
            guard taken >= 0 else { throw SystemFailure.error("read a file") }
            bytes.removeLast(count - taken)
            return bytes
        }
    }

    /// Goes to the beginning.
    func rewind() throws(ArchiveError) {
        guard lseek(self.descriptor, 0, SEEK_SET) == 0 else { throw SystemFailure.error("go back in a file") }
    }

    /// Length. Unit: bytes.
    func sizeBytes() throws(ArchiveError) -> Int64 {
        var status = stat()
        guard fstat(self.descriptor, &status) == 0 else { throw SystemFailure.error("examine a file") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw ArchiveError(code: .refused, message: "not a regular file") }
        return Int64(status.st_size)
    }

    /// Waits until everything written is on the disk.
    func synchronize() throws(ArchiveError) {
        guard fsync(self.descriptor) == 0 else { throw SystemFailure.error("synchronize a file") }
    }

    /// Hands over the rest of the file piece by piece.
    func readAll(_ each: ([UInt8]) throws(ArchiveError) -> Void) throws(ArchiveError) {
        while true {
            let piece = try self.read(upTo: 1 << 18)
            guard !piece.isEmpty else { return }
            try each(piece)
        }
    }
}
