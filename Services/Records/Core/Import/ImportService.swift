import Archive
import BlobStore
import Clocks
import Logging
import Messaging
import Postgres
import RecordsDomain
import ServiceLifecycle

/// Takes in what was handed over until the service stops; several instances share the work.
///
/// Nothing is held before a package was judged whole, and everything is written in one transaction: a process that dies leaves an
/// import that waits, which somebody takes when its lease has run out.
struct ImportService: Service {
    /// How long an import is held; longer than the largest takes.
    static let lease: Duration = .seconds(7_200)
    /// Attempts before a passing failure is told to a person.
    static let attempts = 20

    let keeping: RecordKeeping
    let importer: PackageImporter
    let idlePause: Duration
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    if try await !self.importOne() { try await Task.sleep(for: self.idlePause) }
                } catch is CancellationError {
                    return
                } catch {
                    guard !Task.isCancelled else { return }
                    self.logger.warning("packages cannot be imported now", metadata: ["error": "\(error)"])
                    // Cancelled meanwhile: the loop ends by its own condition.
                    try? await Task.sleep(for: self.idlePause)
                }
            }
        }
    }

    /// Takes in what waits longest.
    ///
    /// - Returns: Whether something waited.
    func importOne() async throws -> Bool {
        guard let task = try await self.keeping.postgres.withConnection({
            try await ImportStore(session: $0).claim(at: self.keeping.clock.now(), lease: Self.lease)
        }) else { return false }
        do {
            let (contents, findings) = try await self.importer.read(task, at: self.keeping.clock.now())
            try await ImportDecision(keeping: self.keeping, blobs: self.importer.blobs).decide(task, contents, findings)
        } catch let error as CancellationError {
            throw error
        } catch {
            try await self.giveBack(task, error)
        }
        return true
    }

    private func giveBack(_ task: ImportTask, _ error: any Error) async throws {
        let isHopeless =
            (error as? ArchiveError).map { !$0.code.isRetriable } ?? (error as? BlobStoreError).map { !$0.code.isRetriable } ?? false
        self.logger.warning(
            "a package could not be imported", metadata: ["import.id": "\(task.id)", "attempt": "\(task.attempt)", "error": "\(error)"])
        let failure = isHopeless || task.attempt >= Self.attempts ? PackingService.words(error) : ""
        let due = self.keeping.clock.now() + .seconds(min(3_600, 5 << min(task.attempt, 10)))
        try await self.keeping.postgres.withConnection {
            try await ImportStore(session: $0).giveBack(task.id, until: due, failure: failure)
        }
    }
}
