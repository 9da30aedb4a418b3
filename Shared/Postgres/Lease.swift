import Synchronization

/// Whether something that was lent may still be used.
final class Lease: Sendable {
    private let ended = Atomic<Bool>(false)
    private let whatEnded: String

    init(whatEnded: String) {
        self.whatEnded = whatEnded
    }

    /// - Throws: `.misuse` after ``end()``.
    func check() throws(PostgresError) {
        guard !self.ended.load(ordering: .acquiring) else {
            throw PostgresError(code: .misuse, message: self.whatEnded)
        }
    }

    func end() {
        self.ended.store(true, ordering: .releasing)
    }
}
