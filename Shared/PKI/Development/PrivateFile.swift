import Foundation
import Glibc

/// Files that hold keys: made with their mode at once, read only when nobody else can.
enum PrivateFile {
    /// Writes a new file; one that exists is left alone and is an error.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(PKIError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Self.failure("cannot be made", path) }
        defer { close(descriptor) }
        var offset = 0
        while offset < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + offset }, bytes.count - offset)
            }
            guard written > 0 else { throw Self.failure("cannot be written", path) }
            offset += written
        }
    }

    /// Reads a file of at most 64 KiB that neither group nor others can read.
    static func read(_ path: String) throws(PKIError) -> String {
        do {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            guard let mode, mode & 0o077 == 0 else {
                throw PKIError(code: .unsafeKeyFile, message: "\(path) can be read by others; set its mode to 0600")
            }
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            return String(decoding: try handle.read(upToCount: 65_536) ?? Data(), as: UTF8.self)
        } catch let error as PKIError {
            throw error
        } catch {
            throw PKIError(code: .unreadableFile, message: "\(path) cannot be read: \(error)")
        }
    }

    private static func failure(_ what: String, _ path: String) -> PKIError {
        PKIError(code: .unreadableFile, message: "\(path) \(what): \(String(cString: strerror(errno)))")
    }
}
