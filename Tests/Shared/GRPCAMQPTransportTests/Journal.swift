import Synchronization

@testable import GRPCAMQPTransport

/// What handlers report, and a way to wait for it.
final class Journal: Sendable {
    private let entries = Mutex<[String]>([])
    private let changes = ChangeSignal()

    var all: [String] { self.entries.withLock { $0 } }

    func note(_ entry: String) {
        self.entries.withLock { $0.append(entry) }
        self.changes.notify()
    }

    func count(_ entry: String) -> Int { self.entries.withLock { all in all.count { $0 == entry } } }

    /// Returns once an entry was made, though the task may be cancelled.
    func waitRegardless(for entry: String) async {
        while true {
            let version = self.changes.version
            if self.count(entry) > 0 { return }
            await self.changes.waitRegardless(after: version)
        }
    }

    /// Returns once an entry was made so many times.
    func wait(for entry: String, times: Int = 1) async throws {
        while true {
            let version = self.changes.version
            if self.count(entry) >= times { return }
            try await self.changes.wait(after: version)
        }
    }
}
