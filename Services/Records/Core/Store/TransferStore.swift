import Clocks
import Postgres
import RecordsDomain

/// Keeps transfers to the archive in `archive_transfers` and their records in `archive_transfer_records`.
struct TransferStore: Sendable {
    /// A record in a transfer.
    struct Line: Sendable {
        let record: WorkRecord
        let daysLate: Int
    }

    /// How many records, and how many of them late.
    struct Count: Sendable {
        let records: Int
        let late: Int
    }

    let session: any PostgresSession

    private static let columns = """
        id, agency_code, agency_name, archive_code, archive_name, fonds_code, ordinal, opened_by, opened_at, state,
        minutes_sha256, minutes_size_bytes, giver_sha256, giver_size_bytes, giver_code, signed_sha256, signed_size_bytes,
        receiver_code, decided_by, reason
        """

    /// The next ordinal of an agency's year; whoever asks holds the turn until the transaction ends.
    func nextOrdinal(agencyCode: String, year: Int) async throws -> Int {
        let answers = try await self.session.pipeline([
            "SELECT pg_advisory_xact_lock(hashtextextended(\("archive_transfers/\(agencyCode)/\(year)"), 0))",
            """
            SELECT coalesce(max(ordinal), 0) + 1 FROM archive_transfers
            WHERE agency_code = \(agencyCode) AND year = \(year)
            """,
        ])
        return try answers[1].first?.decode(Int.self) ?? 1
    }

    /// Writes a transfer that was just opened.
    func insert(_ transfer: ArchiveTransfer, records: [(id: Identifier, daysLate: Int)]) async throws {
        let lines: [PostgresQuery] = records.enumerated().map { place, record in
            """
            INSERT INTO archive_transfer_records (transfer_id, place, record_id, days_late)
            VALUES (\(transfer.id), \(place + 1), \(record.id), \(record.daysLate))
            """
        }
        _ = try await self.session.pipeline(
            [
                """
                INSERT INTO archive_transfers
                    (id, agency_code, agency_name, archive_code, archive_name, fonds_code, year, ordinal, state, opened_by, opened_at)
                VALUES
                    (\(transfer.id), \(transfer.agencyCode), \(transfer.agencyName), \(transfer.archiveCode), \(transfer.archiveName),
                     \(transfer.fondsCode), \(transfer.openedAt.vietnamDate.year), \(transfer.ordinal), \(transfer.state.rawValue),
                     \(transfer.openedBy), \(transfer.openedAt))
                """
            ] + lines)
    }

    /// A transfer, or nil.
    func find(_ id: Identifier, locked: Bool = false) async throws -> ArchiveTransfer? {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM archive_transfers
            WHERE id = \(id) \(unsafeSQL: locked ? "FOR UPDATE" : "")
            """
        ).first.map(Self.transfer)
    }

    /// Transfers, newest first.
    func list(agencyCode: String, after: Identifier?, limit: Int) async throws -> [ArchiveTransfer] {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM archive_transfers
            WHERE (\(agencyCode) = '' OR agency_code = \(agencyCode)) AND id < \(after ?? Identifier.maximum)
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map(Self.transfer)
    }

    /// Transfers whose packages are all made, so that their minutes can be written.
    func packed() async throws -> [Identifier] {
        try await self.session.query(
            """
            SELECT id FROM archive_transfers
            WHERE state = 'packing' AND NOT EXISTS (
                SELECT FROM archive_packages
                WHERE archive_packages.transfer_id = archive_transfers.id AND kind = 'SIP' AND made_at IS NULL)
            ORDER BY id
            """
        ).map { try $0.decode(Identifier.self) }
    }

    /// The records of a transfer in their order.
    func lines(of transfer: Identifier) async throws -> [Line] {
        let rows = try await self.session.query(
            "SELECT record_id, days_late FROM archive_transfer_records WHERE transfer_id = \(transfer) ORDER BY place")
        let records = RecordStore(session: self.session)
        var lines: [Line] = []
        for row in rows {
            let (id, late) = try row.decode((Identifier, Int).self)
            guard let record = try await records.find(id: id) else { throw StoredValueError("archive_transfer_records.record_id", "\(id)") }
            lines.append(Line(record: record, daysLate: late))
        }
        return lines
    }

    /// How many records transfers have.
    func counts(_ transfers: [Identifier]) async throws -> [Identifier: Count] {
        let rows = try await self.session.query(
            """
            SELECT transfer_id, count(*), count(*) FILTER (WHERE days_late > 0)
            FROM archive_transfer_records WHERE transfer_id = ANY (\(transfers)) GROUP BY transfer_id
            """)
        var counts: [Identifier: Count] = [:]
        for row in rows {
            let (id, records, late) = try row.decode((Identifier, Int, Int).self)
            counts[id] = Count(records: records, late: late)
        }
        return counts
    }

    /// Writes what may change of a transfer that this transaction holds.
    func update(_ transfer: ArchiveTransfer) async throws {
        _ = try await self.session.query(
            """
            UPDATE archive_transfers
            SET state = \(transfer.state.rawValue),
                minutes_sha256 = \(transfer.minutes?.sha256), minutes_size_bytes = \(transfer.minutes?.sizeBytes ?? 0),
                giver_sha256 = \(transfer.giverMinutes?.sha256), giver_size_bytes = \(transfer.giverMinutes?.sizeBytes ?? 0),
                giver_code = \(transfer.giverCode),
                signed_sha256 = \(transfer.signedMinutes?.sha256), signed_size_bytes = \(transfer.signedMinutes?.sizeBytes ?? 0),
                receiver_code = \(transfer.receiverCode), decided_by = \(transfer.decidedBy), reason = \(transfer.reason)
            WHERE id = \(transfer.id)
            """)
    }

    private static func transfer(_ row: PostgresRow) throws -> ArchiveTransfer {
        let (
            id, agency, agencyName, archive, archiveName, fonds, ordinal, openedBy, openedAt, state, minutes, minutesSize, giver,
            giverSize, giverCode, signed, signedSize, receiver, decidedBy, reason
        ) = try row.decode(
            (
                Identifier, String, String, String, String, String, Int, String, UTCInstant, String, [UInt8]?, Int64, [UInt8]?,
                Int64, String, [UInt8]?, Int64, String, String, String
            ).self)
        guard let known = TransferState(rawValue: state) else { throw StoredValueError("archive_transfers.state", state) }
        return ArchiveTransfer(
            loading: id, agencyCode: agency, agencyName: agencyName, archiveCode: archive, archiveName: archiveName, fondsCode: fonds,
            ordinal: ordinal, openedBy: openedBy, openedAt: openedAt, state: known,
            minutes: minutes.flatMap { StoredBlob(sha256: $0, sizeBytes: minutesSize) },
            giverMinutes: giver.flatMap { StoredBlob(sha256: $0, sizeBytes: giverSize) }, giverCode: giverCode,
            signedMinutes: signed.flatMap { StoredBlob(sha256: $0, sizeBytes: signedSize) }, receiverCode: receiver,
            decidedBy: decidedBy, reason: reason)
    }
}
