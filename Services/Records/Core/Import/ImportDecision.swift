import BlobStore
import Clocks
import Messaging
import RecordsDomain

/// Writes what came of an import: the record with everything, or why there is none.
struct ImportDecision: Sendable {
    let keeping: RecordKeeping
    let blobs: any BlobStore

    /// A secret that came all the same does not stay in the store either (R74).
    func decide(_ task: ImportTask, _ contents: ImportedContents?, _ findings: [ImportFinding]) async throws {
        try await self.keeping.transaction { change in
            let imports = ImportStore(session: change.transaction)
            // A second worker whose lease ran out changes nothing.
            guard try await imports.isWaiting(task.id) else { return }
            guard let contents else {
                try await imports.decide(task.id, ImportOutcome(state: .refused, kind: task.outcome.kind, findings: findings, decidedAt: change.now))
                return
            }
            let commit = ImportCommit(change: change, eventLog: self.keeping.eventLog, task: task)
            try await imports.decide(task.id, commit.run(contents, findings: findings))
        }
        if findings.contains(where: \.isSecret), let file = BlobReference(sha256: task.file.sha256, sizeBytes: task.file.sizeBytes) {
            _ = try await self.blobs.remove(file, putBefore: self.keeping.clock.now())
        }
    }
}
