import BlobStore
import Clocks
import Logging
import Postgres
import RecordsDomain
import ServiceLifecycle

/// Checks every stored file against its digest, again and again, until the service stops (R57).
///
/// Several instances share the work: files are leased in batches. A store that cannot be read for another reason than the file
/// itself is no result; the lease then runs out.
struct FileCheckService: Service {
    /// How often a file is looked at, and how much at once.
    struct Pace: Sendable {
        /// Sound files are checked again after so long; the circular wants the whole store within three years.
        var interval: Duration = .seconds(365 * 86_400)
        /// Faulty ones sooner: somebody may have brought them back.
        var faultyInterval: Duration = .seconds(86_400)
        /// Files taken at once.
        var batch = 20
        /// How long a batch is held.
        var lease: Duration = .seconds(1_800)
        /// Rest when nothing is due.
        var idlePause: Duration = .seconds(60)
        /// Rest after every file, so that the check never takes the disk from people.
        var filePause: Duration = .milliseconds(20)
    }

    let postgres: PostgresClient
    let blobs: any BlobStore
    let clock: any UTCClock
    let pace: Pace
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    if try await self.checkBatch() == 0 { try await Task.sleep(for: self.pace.idlePause) }
                } catch is CancellationError {
                    return
                } catch {
                    guard !Task.isCancelled else { return }
                    self.logger.warning("stored files cannot be checked now", metadata: ["error": "\(error)"])
                    // Cancelled meanwhile: the loop ends by its own condition.
                    try? await Task.sleep(for: self.pace.idlePause)
                }
            }
        }
    }

    /// Checks one batch.
    ///
    /// - Returns: How many files were checked.
    func checkBatch() async throws -> Int {
        let files = try await self.postgres.withConnection {
            try await FileCheckStore(session: $0).claim(self.pace.batch, at: self.clock.now(), lease: self.pace.lease)
        }
        for file in files {
            let outcome = try await self.check(file)
            let now = self.clock.now()
            let next = now + (outcome == .intact ? self.pace.interval : self.pace.faultyInterval)
            let isNew = try await self.postgres.withTransaction {
                try await FileCheckStore(session: $0).record(outcome, of: file, at: now, next: next)
            }
            if isNew {
                self.logger.error(
                    "a stored file is not what it was", metadata: ["file.sha256": "\(Self.hex(file))", "file.outcome": "\(outcome.rawValue)"])
            }
            if self.pace.filePause > .zero { try await Task.sleep(for: self.pace.filePause) }
        }
        return files.count
    }

    private func check(_ file: StoredBlob) async throws -> FileCheckStore.Outcome {
        guard let reference = BlobReference(sha256: file.sha256, sizeBytes: file.sizeBytes) else { return .damaged }
        do {
            try await self.blobs.withFile(reference) { _ in }
            return .intact
        } catch let error as BlobStoreError where error.code == .damaged {
            return .damaged
        } catch let error as BlobStoreError where error.code == .notFound {
            return .missing
        }
    }

    private static func hex(_ file: StoredBlob) -> String {
        BlobReference(sha256: file.sha256, sizeBytes: file.sizeBytes)?.hex ?? ""
    }
}
