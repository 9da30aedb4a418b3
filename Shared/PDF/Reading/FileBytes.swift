internal import Glibc

/// The bytes of a file in one place that does not move, shared by every revision that is opened of it.
///
/// `@unchecked Sendable` stands on this: the memory is filled in `init`, never written afterwards, and freed with the last
/// owner. A file is read and not mapped, for a mapped file that someone shortens would end the process.
final class FileBytes: @unchecked Sendable {
    let memory: UnsafeRawBufferPointer

    private init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = UnsafeRawBufferPointer(memory) }

    /// Copies the bytes once.
    convenience init(copying bytes: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
        memory.copyBytes(from: bytes)
        self.init(memory)
    }

    /// Reads a file.
    convenience init(contentsOf path: String, limit: Int) throws(PDFError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure("open", path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.failure("stat", path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw PDFError(code: .badInput, message: "\(path) is no regular file") }
        let size = Int(status.st_size)
        guard size <= limit else { throw PDFError(code: .tooLarge, message: "the file has \(size) bytes, \(limit) are allowed") }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        var filled = 0
        while filled < size {
            let count = read(descriptor, memory.baseAddress?.advanced(by: filled), size - filled)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                memory.deallocate()
                throw count < 0 ? Self.failure("read", path) : PDFError(code: .damaged, message: "the file became shorter while it was read")
            }
            filled += count
        }
        self.init(memory)
    }

    private static func failure(_ call: String, _ path: String) -> PDFError {
        PDFError(code: .badInput, message: "cannot \(call) \(path): \(String(cString: strerror(errno)))")
    }

    deinit { self.memory.deallocate() }
}
