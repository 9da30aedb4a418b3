#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Owns an open file and closes it exactly once. Every method may block.
struct FileDescriptor: ~Copyable {
    private let number: Int32

    /// Makes a new file that must not exist yet.
    init(creating path: String) throws(BlobStoreError) {
        self.number = try SystemCall.number("create a file") {
            open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o440)
        }
    }

    /// Opens a file for reading; a symbolic link is refused.
    init(reading path: String) throws(BlobStoreError) {
        self.number = try SystemCall.number("open a file") { open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }
    }

    /// Opens a directory, to make its entries durable.
    init(directory path: String) throws(BlobStoreError) {
        self.number = try SystemCall.number("open a directory") { open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY) }
    }

    deinit { close(self.number) }

    /// Writes all bytes.
    func write(_ bytes: [UInt8]) throws(BlobStoreError) {
        var offset = 0
        while offset < bytes.count {
            let start = offset
            let fd = self.number
            offset += try SystemCall.count("write a file") {
                bytes.withUnsafeBytes { buffer in
                    #if canImport(Glibc)
                    Glibc.write(fd, buffer.baseAddress?.advanced(by: start), buffer.count - start)
                    #else
                    Darwin.write(fd, buffer.baseAddress?.advanced(by: start), buffer.count - start)
                    #endif
                }
            }
        }
    }

    /// Reads up to so many bytes; empty at the end of the file.
    func read(upTo count: Int) throws(BlobStoreError) -> [UInt8] {
        let fd = self.number
        var bytes = [UInt8](repeating: 0, count: count)
        let taken = try SystemCall.count("read a file") {
            bytes.withUnsafeMutableBytes { buffer in
                #if canImport(Glibc)
                Glibc.read(fd, buffer.baseAddress, buffer.count)
                #else
                Darwin.read(fd, buffer.baseAddress, buffer.count)
                #endif
            }
        }
        bytes.removeLast(count - taken)
        return bytes
    }

    /// Waits until everything written is on the disk. A failure is final: it is never tried again as success.
    func synchronize() throws(BlobStoreError) {
        let fd = self.number
        _ = try SystemCall.number("synchronize a file", retrying: false) { fsync(fd) }
    }

    /// Kind and size.
    func status() throws(BlobStoreError) -> (isRegularFile: Bool, sizeBytes: Int64) {
        let fd = self.number
        var status = stat()
        _ = try SystemCall.number("examine a file") { fstat(fd, &status) }
        return (status.st_mode & S_IFMT == S_IFREG, Int64(status.st_size))
    }
}
