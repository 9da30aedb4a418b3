import BlobStore
import Clocks
import Logging
import Messaging
import Postgres
import RecordsDomain
import ServiceLifecycle

/// Removes the files of destroyed records until the service stops, each with its own act on record (R54).
///
/// First nothing refers to the file any more, then it goes: a process that dies in between leaves a row that says so, and whoever
/// takes it next finishes. A file that was put again after the decision belongs to somebody else by now and stays.
struct FileRemovalService: Service {
    /// How long a file is held.
    static let lease: Duration = .seconds(300)

    let keeping: RecordKeeping
    let blobs: any BlobStore
    let idlePause: Duration
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    if try await !self.removeOne() { try await Task.sleep(for: self.idlePause) }
                } catch is CancellationError {
                    return
                } catch {
                    guard !Task.isCancelled else { return }
                    self.logger.warning("files of destroyed records cannot be removed now", metadata: ["error": "\(error)"])
                    // Cancelled meanwhile: the loop ends by its own condition.
                    try? await Task.sleep(for: self.idlePause)
                }
            }
        }
    }

    /// Removes the file that is due longest, or keeps it with the reason.
    ///
    /// - Returns: Whether there was one.
    func removeOne() async throws -> Bool {
        guard let due = try await self.claim() else { return false }
        if let reason = try await self.release(due) {
            try await self.settle(due, kept: reason)
        } else {
            try await self.settle(due, kept: self.remove(due) ? "" : "được nạp lại sau quyết định / put again after the decision")
        }
        return true
    }

    func claim() async throws -> RemovalStore.Due? {
        try await self.keeping.postgres.withConnection {
            try await RemovalStore(session: $0).claim(at: self.keeping.clock.now(), lease: Self.lease)
        }
    }

    /// Lets go of the file.
    ///
    /// - Returns: Why it stays instead; nil = nothing refers to it any more.
    func release(_ due: RemovalStore.Due) async throws -> String? {
        guard !due.isReleased else { return nil }
        return try await self.keeping.transaction { change in
            // Whoever stores a document with this file waits for the answer, or is in it.
            try await DocumentFormStore(session: change.transaction).hold(due.file.sha256)
            let store = RemovalStore(session: change.transaction)
            if let reason = try await store.reason(due) { return reason }
            try await store.release(due, at: change.now)
            return nil
        }
    }

    private func remove(_ due: RemovalStore.Due) async throws -> Bool {
        guard let reference = BlobReference(sha256: due.file.sha256, sizeBytes: due.file.sizeBytes) else { return true }
        return try await self.blobs.remove(reference, putBefore: due.decidedAt)
    }

    private func settle(_ due: RemovalStore.Due, kept reason: String) async throws {
        try await self.keeping.transaction { change in
            guard let record = try await change.records.find(id: due.recordID),
                try await RemovalStore(session: change.transaction).settle(due, kept: reason, at: change.now)
            else { return }
            let digits = BlobReference(sha256: due.file.sha256, sizeBytes: 0)?.hex ?? ""
            try await change.note(
                reason.isEmpty ? "fileRemoved" : "fileKept", reason: reason.isEmpty ? digits : "\(digits): \(reason)", decision: due.decision,
                by: due.officerCode, of: record)
        }
    }
}
