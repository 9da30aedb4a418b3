import Synchronization

/// Where a listing stands: the folders still to read and what the last one held.
final class ReferenceListing: Sendable {
    private struct State {
        var folder = 0
        var references: [BlobReference] = []
    }

    private let state = Mutex(State())

    func takeReference() -> BlobReference? {
        self.state.withLock { $0.references.popLast() }
    }

    /// The next of the 256 folders, `00` to `ff`.
    func takeFolder() -> String? {
        self.state.withLock { state in
            guard state.folder < 256 else { return nil }
            defer { state.folder += 1 }
            let text = String(state.folder, radix: 16)
            return text.utf8.count == 1 ? "0\(text)" : text
        }
    }

    func add(_ references: [BlobReference]) {
        self.state.withLock { $0.references += references }
    }
}
