import Glibc

/// Writes a file so that it is there whole or not at all, also after a crash.
enum ResultFile {
    /// Writes, makes durable, and only then gives it its name.
    ///
    /// - Throws: ``CommandFailure`` with the reason of the operating system.
    static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        let part = "\(path).part"
        let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw Self.failure(part) }
        defer { close(descriptor) }
        var offset = 0
        while offset < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + offset }, bytes.count - offset)
            }
            guard written > 0 else { throw Self.failure(part) }
            offset += written
        }
        guard fsync(descriptor) == 0, rename(part, path) == 0 else { throw Self.failure(path) }
    }

    private static func failure(_ path: String) -> CommandFailure {
        let reason = String(cString: strerror(errno))
        return CommandFailure(Words("Không ghi được \(path): \(reason)", "\(path) cannot be written: \(reason)"), exitCode: .stepFailed)
    }
}
