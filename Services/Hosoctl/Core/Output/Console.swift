import Foundation
import Glibc
import Synchronization

/// Writes for the person at the terminal, line by line.
final class Console: Sendable {
    /// Standard output and standard error of this process.
    static let standard = Console(
        output: { text in try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) },
        errors: { text in try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) },
        isTerminal: isatty(STDOUT_FILENO) == 1)

    private let output: @Sendable (String) -> Void
    private let errors: @Sendable (String) -> Void
    private let isTerminal: Bool
    /// The passing line that stands on the terminal now, and when the last one was written elsewhere.
    private let passing = Mutex<(text: String, at: ContinuousClock.Instant)?>(nil)

    init(
        output: @escaping @Sendable (String) -> Void, errors: @escaping @Sendable (String) -> Void, isTerminal: Bool = false
    ) {
        self.output = output
        self.errors = errors
        self.isTerminal = isTerminal
    }

    /// Writes one line.
    func line(_ text: String = "") {
        self.endPassing()
        self.output(text + "\n")
    }

    /// Writes one line in both languages.
    func line(_ words: Words, indent: String = "") { self.line(indent + words.description) }

    /// Shows what passes: on a terminal in place, elsewhere a line when it changed and five seconds went by.
    func passing(_ text: String) {
        let shown = self.passing.withLock { passing -> Bool in
            if let current = passing, current.text == text { return false }
            if !self.isTerminal, let current = passing, current.at.duration(to: .now) < .seconds(5) { return false }
            passing = (text, .now)
            return true
        }
        guard shown else { return }
        self.output(self.isTerminal ? "\r\u{1B}[2K\(text)" : text + "\n")
    }

    /// Writes one line to standard error.
    func error(_ text: String) {
        self.endPassing()
        self.errors(text + "\n")
    }

    /// Says why a command failed and what to do.
    func complain(_ failure: CommandFailure) {
        self.error("✘ \(failure.words)")
        if let mend = failure.mend { self.error("  → \(mend)") }
    }

    private func endPassing() {
        let wasShown = self.passing.withLock { passing -> Bool in
            defer { passing = nil }
            return passing != nil
        }
        if wasShown, self.isTerminal { self.output("\r\u{1B}[2K") }
    }
}
