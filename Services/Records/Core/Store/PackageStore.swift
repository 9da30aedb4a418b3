import Archive
import Clocks
import Foundation
import Postgres
import RecordsDomain

/// Keeps packages and hands out those that are to be made, to as many services as there are: `archive_packages`.
struct PackageStore: Sendable {
    let session: any PostgresSession

    private static let columns = """
        archive_packages.id, kind, record_id, transfer_id, request, officer_code, asked_at, attempt, object_id, file_name, sha256,
        size_bytes, documents, made_at, failure
        """

    /// Asks for a package; the same id again changes nothing.
    func ask(_ task: PackageTask) async throws {
        let request = try JSONText(String(decoding: JSONEncoder().encode(task.request.map(StoredRequest.init)), as: UTF8.self))
        _ = try await self.session.query(
            """
            INSERT INTO archive_packages
                (id, kind, record_id, transfer_id, request, officer_code, asked_at, due_at, leased_until)
            VALUES
                (\(task.id), \(task.kind.rawValue), \(task.recordID), \(task.transferID), \(request), \(task.officerCode),
                 \(task.askedAt), \(task.askedAt), \(task.askedAt))
            ON CONFLICT (id) DO NOTHING
            """)
    }

    /// Takes the package that is due longest.
    func claim(at now: UTCInstant, lease: Duration) async throws -> PackageTask? {
        try await self.session.query(
            """
            WITH due AS (
                -- 1. Packages another worker holds are skipped, not waited for.
                SELECT id
                FROM archive_packages
                WHERE made_at IS NULL AND failure = '' AND due_at <= \(now) AND leased_until <= \(now)
                ORDER BY due_at, id
                LIMIT 1
                FOR UPDATE SKIP LOCKED
            )
            -- 2. Taken until the lease ends; a worker that dies gives it back by doing nothing.
            UPDATE archive_packages
            SET attempt = attempt + 1, leased_until = \(now + lease)
            FROM due
            WHERE archive_packages.id = due.id
            RETURNING \(unsafeSQL: Self.columns)
            """
        ).first.map(Self.task)
    }

    /// Keeps what was made; a second worker that made the same changes nothing.
    func finish(_ id: Identifier, _ made: PackageTask.Made) async throws {
        _ = try await self.session.query(
            """
            UPDATE archive_packages
            SET object_id = \(made.objectID), file_name = \(made.fileName), sha256 = \(made.file.sha256),
                size_bytes = \(made.file.sizeBytes), documents = \(made.documents), made_at = \(made.at)
            WHERE id = \(id) AND made_at IS NULL AND failure = ''
            """)
    }

    /// Gives a package back, to be tried again later, or for ever when there is a reason.
    func giveBack(_ id: Identifier, until due: UTCInstant, failure: String) async throws {
        _ = try await self.session.query(
            """
            UPDATE archive_packages SET due_at = \(due), leased_until = \(due), failure = \(failure)
            WHERE id = \(id) AND made_at IS NULL
            """)
    }

    /// One package, or nil.
    func find(_ id: Identifier) async throws -> PackageTask? {
        try await self.session.query("SELECT \(unsafeSQL: Self.columns) FROM archive_packages WHERE id = \(id)").first.map(Self.task)
    }

    /// The packages of a record, newest first.
    func list(record: Identifier) async throws -> [PackageTask] {
        try await self.session.query(
            "SELECT \(unsafeSQL: Self.columns) FROM archive_packages WHERE record_id = \(record) ORDER BY id DESC LIMIT 1000"
        ).map(Self.task)
    }

    /// The packages of a transfer.
    func list(transfer: Identifier) async throws -> [PackageTask] {
        try await self.session.query(
            "SELECT \(unsafeSQL: Self.columns) FROM archive_packages WHERE transfer_id = \(transfer) ORDER BY id"
        ).map(Self.task)
    }

    private static func task(_ row: PostgresRow) throws -> PackageTask {
        let (
            id, kind, record, transfer, request, officer, askedAt, attempt, objectID, fileName, digest, size, documents, madeAt, failure
        ) = try row.decode(
            (
                Identifier, String, Identifier, Identifier?, JSONText, String, UTCInstant, Int, String, String, [UInt8]?, Int64, Int,
                UTCInstant?, String
            ).self)
        guard let known = PackageKind(rawValue: kind) else { throw StoredValueError("archive_packages.kind", kind) }
        var task = PackageTask(
            id: id, kind: known, recordID: record, transferID: transfer,
            request: try JSONDecoder().decode(StoredRequest?.self, from: Data(request.text.utf8))?.request, officerCode: officer,
            askedAt: askedAt, attempt: attempt)
        task.failure = failure
        if let file = digest.flatMap({ StoredBlob(sha256: $0, sizeBytes: size) }), let madeAt {
            task.made = PackageTask.Made(objectID: objectID, fileName: fileName, file: file, documents: documents, at: madeAt)
        }
        return task
    }

    /// A request in its column.
    private struct StoredRequest: Codable {
        let code: String
        let requestedOn: VietnamDate
        let purpose: String
        let purposeContent: String
        let feeObjectType: String
        let researchTopic: String
        let receiverName: String
        let expiresOn: VietnamDate

        init(_ request: UseRequest) {
            self.code = request.code
            self.requestedOn = request.requestedOn
            self.purpose = request.purpose
            self.purposeContent = request.purposeContent
            self.feeObjectType = request.feeObjectType
            self.researchTopic = request.researchTopic
            self.receiverName = request.receiverName
            self.expiresOn = request.expiresOn
        }

        var request: UseRequest {
            UseRequest(
                loading: self.code, requestedOn: self.requestedOn, purpose: self.purpose, purposeContent: self.purposeContent,
                feeObjectType: self.feeObjectType, researchTopic: self.researchTopic, receiverName: self.receiverName,
                expiresOn: self.expiresOn)
        }
    }
}
