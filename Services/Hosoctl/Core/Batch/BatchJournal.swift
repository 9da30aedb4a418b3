import Foundation
import Glibc
import Synchronization

/// Remembers on disk what became of each document, so that a batch that was stopped goes on where it was.
///
/// One line of JSON for each document, newest last. A line cut off by a crash is nobody's; its document is signed again.
final class BatchJournal: Sendable {
    static let name = "sign-batch.jsonl"

    private let descriptor: Int32
    /// What is known of each file from the runs before.
    let known: [String: BatchEntry]
    private let writing = Mutex(())

    /// Opens the journal of a folder and holds it alone.
    ///
    /// - Throws: ``CommandFailure`` when it cannot be used, or another batch works in the folder.
    init(in directory: String) throws(CommandFailure) {
        let path = "\(directory)/\(Self.name)"
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw CommandFailure(
                Words("Một lượt ký khác đang chạy trong \(directory)", "another batch works in \(directory)"), exitCode: .stepFailed)
        }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            close(descriptor)
            throw Self.failure(path)
        }
        var known: [String: BatchEntry] = [:]
        var needsNewline = false
        for line in bytes.split(separator: 0x0A) {
            do {
                let entry = try JSONDecoder().decode(BatchEntry.self, from: line)
                known[entry.file] = entry
            } catch {
                // The line a crash cut off: its document counts as not signed.
                continue
            }
        }
        needsNewline = bytes.last.map { $0 != 0x0A } ?? false
        self.known = known
        self.descriptor = descriptor
        if needsNewline { try self.write([0x0A]) }
    }

    deinit { close(self.descriptor) }

    /// Adds what became of a document.
    ///
    /// - Throws: ``CommandFailure`` when the disk does not take it.
    func append(_ entry: BatchEntry) throws(CommandFailure) {
        let line: Data
        do {
            line = try JSONEncoder().encode(entry)
        } catch {
            throw CommandFailure(Words("Không ghi được nhật ký: \(error)", "the journal cannot be written: \(error)"), exitCode: .stepFailed)
        }
        try self.write(Array(line) + [0x0A])
    }

    private func write(_ bytes: [UInt8]) throws(CommandFailure) {
        let isWritten = self.writing.withLock { _ in Glibc.write(self.descriptor, bytes, bytes.count) == bytes.count }
        guard isWritten else { throw Self.failure(Self.name) }
    }

    private static func failure(_ path: String) -> CommandFailure {
        let reason = String(cString: strerror(errno))
        return CommandFailure(Words("Không dùng được \(path): \(reason)", "\(path) cannot be used: \(reason)"), exitCode: .badFile)
    }
}
