import Archive
import BlobStore
import Clocks
import Logging
import Messaging
import Postgres
import RecordsDomain
import ServiceLifecycle

/// Makes packages and the minutes of transfers until the service stops.
///
/// Several instances share the work: a package is leased. What fails for a reason that another attempt can mend is tried again
/// with growing pauses; what cannot be mended that way is kept with its reason for a person.
struct PackingService: Service {
    /// How long a package is held; longer than the largest takes.
    static let lease: Duration = .seconds(7_200)
    /// Attempts before a passing failure is told to a person.
    static let attempts = 20

    let keeping: RecordKeeping
    let packager: RecordPackager
    let idlePause: Duration
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let made = try await self.packOne()
                    let minuted = try await self.writeMinutes()
                    if !made, minuted == 0 { try await Task.sleep(for: self.idlePause) }
                } catch is CancellationError {
                    return
                } catch {
                    guard !Task.isCancelled else { return }
                    self.logger.warning("packages cannot be made now", metadata: ["error": "\(error)"])
                    // Cancelled meanwhile: the loop ends by its own condition.
                    try? await Task.sleep(for: self.idlePause)
                }
            }
        }
    }

    /// Makes the package that is due longest.
    ///
    /// - Returns: Whether there was one.
    func packOne() async throws -> Bool {
        let now = self.keeping.clock.now()
        guard let task = try await self.keeping.postgres.withConnection({
            try await PackageStore(session: $0).claim(at: now, lease: Self.lease)
        }) else { return false }
        do {
            let (record, parties) = try await self.parts(of: task)
            let made = try await self.packager.make(task, of: record, between: parties)
            try await self.keeping.postgres.withConnection { try await PackageStore(session: $0).finish(task.id, made) }
        } catch let error as CancellationError {
            throw error
        } catch {
            try await self.giveBack(task, error)
        }
        return true
    }

    private func giveBack(_ task: PackageTask, _ error: any Error) async throws {
        let isHopeless =
            (error as? ArchiveError).map { !$0.code.isRetriable } ?? (error as? BlobStoreError).map { !$0.code.isRetriable } ?? false
        let failure = isHopeless || task.attempt >= Self.attempts ? Self.words(error) : ""
        self.logger.warning(
            "a package could not be made", metadata: ["package.id": "\(task.id)", "attempt": "\(task.attempt)", "error": "\(error)"])
        let due = self.keeping.clock.now() + .seconds(min(3_600, 5 << min(task.attempt, 10)))
        try await self.keeping.postgres.withConnection {
            try await PackageStore(session: $0).giveBack(task.id, until: due, failure: failure)
        }
    }

    /// Names of files and fields, never content.
    static func words(_ error: any Error) -> String {
        if let error = error as? ArchiveError { return "\(error.code): \(error.message)\(error.path.isEmpty ? "" : " [\(error.path)]")" }
        if let error = error as? BlobStoreError { return "\(error.code): \(error.message)" }
        return String(describing: type(of: error))
    }

    /// The record, and who hands over to whom.
    private func parts(of task: PackageTask) async throws -> (WorkRecord, RecordPackager.Parties) {
        try await self.keeping.postgres.withConnection { connection in
            guard let record = try await RecordStore(session: connection).find(id: task.recordID) else {
                throw StoredValueError("archive_packages.record_id", "\(task.recordID)")
            }
            let packages = PackageStore(session: connection)
            let earlier = try await packages.list(record: record.id)
            let transferID = task.transferID ?? earlier.first { $0.kind == .archival && $0.transferID != nil }?.transferID
            guard let transferID, let transfer = try await TransferStore(session: connection).find(transferID) else {
                return (
                    record,
                    RecordPackager.Parties(
                        agencyName: record.agencyCode, archiveCode: record.agencyCode, fondsCode: record.agencyCode, source: "")
                )
            }
            let source =
                task.kind == .archival
                ? earlier.first { $0.kind == .submission && $0.transferID == transferID }?.made?.objectID ?? "" : ""
            let name = task.kind == .submission ? transfer.agencyName : transfer.archiveName
            return (
                record,
                RecordPackager.Parties(
                    agencyName: name, archiveCode: transfer.archiveCode, fondsCode: transfer.fondsCode, source: source)
            )
        }
    }

    /// Writes the minutes of every transfer whose packages are all made.
    ///
    /// - Returns: How many were written.
    func writeMinutes() async throws -> Int {
        let packed = try await self.keeping.postgres.withConnection { try await TransferStore(session: $0).packed() }
        for id in packed { try await self.writeMinutes(of: id) }
        return packed.count
    }

    private func writeMinutes(of id: Identifier) async throws {
        let (transfer, lines, packages) = try await self.keeping.postgres.withConnection { connection in
            let store = TransferStore(session: connection)
            return (try await store.find(id), try await store.lines(of: id), try await PackageStore(session: connection).list(transfer: id))
        }
        guard let transfer else { return }
        var parts: [TransferMinutes.Part] = []
        for line in lines {
            guard let made = packages.first(where: { $0.recordID == line.record.id && $0.kind == .submission })?.made else { return }
            parts.append(TransferMinutes.Part(line: line, package: made, documents: try await self.documents(of: line.record)))
        }
        let now = self.keeping.clock.now()
        let reference = try await self.packager.blobs.put(TransferMinutes(transfer: transfer, parts: parts).pdf(at: now))
        guard let minutes = StoredBlob(sha256: reference.sha256, sizeBytes: reference.sizeBytes) else { return }
        try await self.keeping.transaction { change in
            let store = TransferStore(session: change.transaction)
            guard var held = try await store.find(id, locked: true), held.minuted(minutes) else { return }
            try await store.update(held)
            try await self.keeping.eventLog.append([change.events.progressed(held, step: "minuted")], in: change.transaction)
        }
    }

    private func documents(of record: WorkRecord) async throws -> [[String]] {
        let documents = PackageDocuments(postgres: self.keeping.postgres, record: record.id)
        var rows: [[String]] = [], last = 0
        while true {
            let page = try await documents.page(after: last, limit: 500)
            guard let newest = page.last else { return rows }
            rows += page.map { RecordFields.line($0, place: $0.ordinal) }
            last = newest.ordinal
        }
    }
}
