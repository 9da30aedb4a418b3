import Clocks
import DigitizationDomain
import Messaging
import Postgres

/// Keeps papers. Every change is one transaction that holds the paper's row, and says what it tells others.
struct PaperStore: Sendable {
    let client: PostgresClient
    let eventLog: EventLog
    let clock: any UTCClock

    /// Takes a paper in, and with it the recognition it waits for, once per key.
    func insert(_ paper: Paper, key: String, priority: RecognitionPriority = .desk) async throws -> PaperInsertion {
        try await self.client.withTransaction { transaction in
            try await self.insert(paper, key: key, priority: priority, in: transaction)
        }
    }

    /// Takes a paper in inside a transaction of somebody else.
    func insert(
        _ paper: Paper, key: String, priority: RecognitionPriority = .desk, in transaction: PostgresTransaction
    ) async throws -> PaperInsertion {
        let parts = paper.parts
        let inserted = try await transaction.query(
            """
            INSERT INTO papers (
                id, idempotency_key, dossier_id, dossier_code, component_code, paper_type_code, role, owner_id, agency_code,
                officer_code, title, declared_pages, minimum_dpi, secrecy, scan_sha256, scan_size_bytes, scan_media_type,
                received_at, state, changed_at, priority)
            VALUES (
                \(parts.id), \(key), \(parts.dossierID), \(parts.dossierCode), \(parts.componentCode),
                \(parts.paperTypeCode), \(parts.role.rawValue), \(parts.ownerID), \(parts.agencyCode), \(parts.officerCode),
                \(parts.title), \(parts.declaredPages), \(parts.minimumDPI), \(parts.secrecy.rawValue),
                \(parts.scan?.sha256), \(parts.scan?.sizeBytes), \(parts.scan?.mediaType),
                \(parts.receivedAt), \(paper.state.rawValue), \(parts.receivedAt), \(priority.rawValue))
            ON CONFLICT (idempotency_key) DO NOTHING
            """)
        guard inserted.affectedRows == 1 else { return try await self.replay(of: parts, key: key, in: transaction) }
        if paper.state == .received { try await self.enqueue(paper, priority: priority, at: parts.receivedAt, in: transaction) }
        return .inserted
    }

    /// Lets a paper wait for recognition, and its agency for a turn.
    func enqueue(
        _ paper: Paper, priority: RecognitionPriority, at now: UTCInstant, in transaction: PostgresTransaction
    ) async throws {
        let agency = paper.parts.agencyCode
        try await transaction.query(
            """
            INSERT INTO recognition_jobs (paper_id, priority, agency_code, queued_at, due_at, leased_until)
            VALUES (\(paper.parts.id), \(priority.rawValue), \(agency), \(now), \(now), \(now))
            """)
        try await transaction.query(
            """
            INSERT INTO recognition_turns (priority, agency_code)
            VALUES (\(priority.rawValue), \(agency))
            ON CONFLICT (priority, agency_code) DO NOTHING
            """)
    }

    /// How a paper was taken in: at a desk or for a backlog; nil when there is none.
    func priority(_ id: Identifier, in transaction: PostgresTransaction) async throws -> RecognitionPriority? {
        let rows = try await transaction.query("SELECT priority FROM papers WHERE id = \(id)")
        guard let stored = try rows.first?.decode(column: 0, as: Int.self) else { return nil }
        guard let priority = RecognitionPriority(rawValue: stored) else { throw StoredRowMalformed(table: "papers") }
        return priority
    }

    /// One paper.
    func paper(_ id: Identifier) async throws -> Paper? {
        try await self.client.query(
            "SELECT \(unsafeSQL: PaperRow.columns) FROM papers WHERE id = \(id)"
        ).first.map(PaperRow.paper)
    }

    /// The papers of a dossier, in the order of capture.
    func papers(dossierCode: String) async throws -> [Paper] {
        try await self.client.query(
            """
            SELECT \(unsafeSQL: PaperRow.columns)
            FROM papers
            WHERE dossier_code = \(dossierCode)
            ORDER BY received_at, id
            """
        ).map(PaperRow.paper)
    }

    /// Changes a paper and appends what the change tells others. `change` is synchronous: nothing is awaited meanwhile.
    ///
    /// - Returns: The changed paper; nil when there is none.
    @discardableResult
    func update(
        _ id: Identifier, _ change: @Sendable (inout Paper) throws -> [OutgoingEvent]
    ) async throws -> Paper? {
        try await self.client.withTransaction { transaction in
            guard let (paper, events) = try await self.change(id, in: transaction, change) else { return nil }
            try await self.eventLog.append(events, in: transaction)
            return paper
        }
    }

    /// Changes a paper inside a transaction of somebody else, who also appends the events.
    func change(
        _ id: Identifier, in transaction: PostgresTransaction, _ change: (inout Paper) throws -> [OutgoingEvent]
    ) async throws -> (paper: Paper, events: [OutgoingEvent])? {
        guard var paper = try await self.lock(id, in: transaction) else { return nil }
        let before = paper
        let events = try change(&paper)
        if paper != before { try await self.write(paper, in: transaction) }
        return (paper, events)
    }

    /// Reads a paper and holds its row, and the order of its dossier's events, until the transaction ends.
    func lock(_ id: Identifier, in transaction: PostgresTransaction) async throws -> Paper? {
        let rows = try await transaction.query(
            "SELECT \(unsafeSQL: PaperRow.columns) FROM papers WHERE id = \(id) FOR UPDATE")
        guard let paper = try rows.first.map(PaperRow.paper) else { return nil }
        try await self.holdOrder(of: paper.parts.dossierCode, in: transaction)
        return paper
    }

    /// Holds the order of a dossier's events until the transaction ends.
    func holdOrder(of dossierCode: String, in transaction: PostgresTransaction) async throws {
        try await transaction.query("SELECT pg_advisory_xact_lock(hashtextextended(\(dossierCode), 0))")
    }

    /// Draws the next ordinal of an owner's papers of a type (R26).
    func nextOrdinal(ownerID: String, paperTypeCode: String, in transaction: PostgresTransaction) async throws -> Int64 {
        try await transaction.query(
            """
            INSERT INTO result_ordinals (owner_id, paper_type, last)
            VALUES (\(ownerID), \(paperTypeCode), 1)
            ON CONFLICT (owner_id, paper_type) DO UPDATE SET last = result_ordinals.last + 1
            RETURNING last
            """
        ).decodeOnly(Int64.self)
    }

    /// Writes what can change.
    func write(_ paper: Paper, in transaction: PostgresTransaction) async throws {
        let copy = paper.copy
        let code = paper.resultCode
        try await transaction.query(
            """
            UPDATE papers
            SET state = \(paper.state.rawValue), findings = \(try PaperRow.json(paper.findings.map(StoredFinding.init))),
                e_copy_sha256 = \(copy?.eCopy.sha256), e_copy_size_bytes = \(copy?.eCopy.sizeBytes),
                text_sha256 = \(copy?.text.sha256), text_size_bytes = \(copy?.text.sizeBytes),
                reading_sha256 = \(copy?.reading.sha256), reading_size_bytes = \(copy?.reading.sizeBytes),
                pages = \(copy?.pages ?? 0), a4_hundredths = \(copy?.a4Hundredths ?? 0),
                mean_confidence = \(copy?.meanConfidence ?? 0),
                signed_sha256 = \(paper.signedCopy?.sha256), signed_size_bytes = \(paper.signedCopy?.sizeBytes),
                fields = \(try PaperRow.json(paper.fields.map(StoredField.init))), confirmed_by = \(paper.confirmedBy),
                result_code = \(code?.code), result_owner_id = \(code?.ownerID), result_paper_type = \(code?.paperTypeCode),
                result_ordinal = \(code?.ordinal), document_id = \(paper.documentID), stored_at = \(paper.storedAt),
                captured_at = CASE WHEN \(copy != nil) THEN coalesce(captured_at, \(self.clock.now())) END,
                changed_at = \(self.clock.now())
            WHERE id = \(paper.parts.id)
            """)
    }

    private func replay(of parts: PaperParts, key: String, in transaction: PostgresTransaction) async throws -> PaperInsertion {
        let rows = try await transaction.query(
            "SELECT \(unsafeSQL: PaperRow.columns) FROM papers WHERE idempotency_key = \(key)")
        guard let paper = try rows.first.map(PaperRow.paper) else { return .keyReused }
        var expected = parts
        expected.id = paper.parts.id
        expected.receivedAt = paper.parts.receivedAt
        return expected == paper.parts ? .replayed(paper) : .keyReused
    }
}
