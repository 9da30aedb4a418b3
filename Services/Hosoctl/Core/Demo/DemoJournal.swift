import Clocks
import Foundation
import Glibc
import Synchronization

/// What a run of the demonstration remembers, so that it goes on where it was after any interruption.
///
/// Every key that makes something in the suite is derived from the run id; what is remembered besides are answers that
/// later requests must repeat unchanged. Each change is on disk before the next request is sent.
final class DemoJournal: Sendable {
    private struct Content: Codable {
        var run: String
        var startedAt: String
        var isFinished: Bool
        var facts: [String: String]
    }

    let path: String
    private let content: Mutex<Content>
    /// Whether the run had begun before.
    let isResumed: Bool

    /// Opens the journal of a folder, or begins a new one.
    ///
    /// - Throws: ``CommandFailure`` when the file is damaged or cannot be written.
    init(path: String, fresh: Bool, identifiers: any IdentifierSource, clock: any UTCClock) throws(CommandFailure) {
        self.path = path
        if !fresh, FileManager.default.fileExists(atPath: path) {
            self.content = Mutex(try Self.read(path))
            self.isResumed = true
        } else {
            let content = Content(
                run: identifiers.next().description, startedAt: clock.now().iso8601, isFinished: false, facts: [:])
            self.content = Mutex(content)
            self.isResumed = false
            try Self.write(content, to: path)
        }
    }

    private static func read(_ path: String) throws(CommandFailure) -> Content {
        do {
            return try JSONDecoder().decode(Content.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw CommandFailure(
                Words("\(path) bị hỏng hoặc không đọc được", "\(path) is damaged or cannot be read: \(error)"),
                mend: Words("chạy `hosoctl demo --new`", "run `hosoctl demo --new`"), exitCode: .badFile)
        }
    }

    /// The id from which all keys of the run are derived.
    var run: String { self.content.withLock { $0.run } }

    /// Whether the run reached its end.
    var isFinished: Bool { self.content.withLock { $0.isFinished } }

    /// When the run began, in Vietnam.
    var startedOn: VietnamDate? { UTCInstant(iso8601: self.content.withLock { $0.startedAt })?.vietnamDate }

    /// The idempotency key of one request.
    func key(_ what: String) -> String { "demo-\(self.run)-\(what)" }

    /// Something remembered.
    subscript(name: String) -> String? { self.content.withLock { $0.facts[name] } }

    /// Remembers something.
    func remember(_ name: String, _ value: String) throws(CommandFailure) {
        try self.change { $0.facts[name] = value }
    }

    /// Marks the run as finished.
    func finish() throws(CommandFailure) { try self.change { $0.isFinished = true } }

    private func change(_ body: (inout Content) -> Void) throws(CommandFailure) {
        let changed = self.content.withLock { content -> Content in
            body(&content)
            return content
        }
        try Self.write(changed, to: self.path)
    }

    /// Writes beside, flushes, renames: after a crash there is the old file or the new one.
    private static func write(_ content: Content, to path: String) throws(CommandFailure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let beside = path + ".new"
        do {
            let url = URL(fileURLWithPath: beside)
            try encoder.encode(content).write(to: url)
            let handle = try FileHandle(forWritingTo: url)
            try handle.synchronize()
            try handle.close()
            guard rename(beside, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw CommandFailure(
                Words("Không ghi được \(path)", "\(path) cannot be written: \(error)"), exitCode: .stepFailed)
        }
    }
}
