import Clocks
import IntakeDomain
import Postgres

/// Keeps incoming documents as their facts, with what lists need beside them.
struct IncomingStore: Sendable {
    /// Under which key a document was entered.
    struct Key: Hashable, Sendable {
        let text: String
        let fingerprint: [UInt8]
    }

    let session: any PostgresSession

    /// A document, or nil.
    ///
    /// - Parameter locked: Whether the document is held until the transaction ends.
    func find(_ id: Identifier, locked: Bool = false) async throws -> IncomingDocument? {
        let head = try await self.session.query(
            """
            SELECT content FROM incoming
            JOIN receptions ON receptions.agency_code = incoming.agency_code AND version = reception_version
            WHERE id = \(id) \(unsafeSQL: locked ? "FOR UPDATE OF incoming" : "")
            """)
        guard let row = head.first else { return nil }
        let reception: Reception = try IncomingJSON.value(try row.decode(column: 0), column: "receptions.content")
        // Read after the lock was got, so that what another transaction recorded meanwhile is there.
        return try IncomingDocument(id: id, reception: reception, facts: try await self.facts(of: id))
    }

    /// The agency that received a document, or nil.
    func agency(of id: Identifier) async throws -> String? {
        try await self.session.query("SELECT agency_code FROM incoming WHERE id = \(id)").first.map { try $0.decode(column: 0) }
    }

    /// Everything recorded of a document, oldest first.
    func facts(of id: Identifier) async throws -> [RecordedIncoming] {
        try await self.session.query(
            "SELECT position, fact, actor, happened_at FROM incoming_facts WHERE incoming_id = \(id) ORDER BY position"
        ).map { row in
            let (position, fact, actor, at) = try row.decode((Int32, JSONText, String, UTCInstant).self)
            return RecordedIncoming(
                position: Int(position), fact: try IncomingJSON.value(fact, column: "incoming_facts.fact"), actor: actor, at: at)
        }
    }

    /// The document that was entered under a key.
    func entered(under key: String) async throws -> (id: Identifier, fingerprint: [UInt8])? {
        try await self.session.query(
            "SELECT id, fingerprint FROM incoming WHERE idempotency_key = \(key) AND fingerprint IS NOT NULL"
        ).first.map { row in
            let (id, fingerprint) = try row.decode((Identifier, [UInt8]).self)
            return (id, fingerprint)
        }
    }

    /// Where a sender's document arrived, in the order of the agencies.
    func arrivals(of source: Identifier) async throws -> [Identifier] {
        try await self.session.query(
            "SELECT id FROM incoming WHERE source_document_id = \(source) ORDER BY agency_code"
        ).map { try $0.decode(column: 0) }
    }

    /// Writes the row of a new document.
    ///
    /// - Returns: Whether it is new; false when the key is taken or the sender's document is here already.
    func insert(_ document: IncomingDocument, key: Key?) async throws -> Bool {
        let head = document.head
        return try await self.session.query(
            """
            INSERT INTO incoming
                (id, agency_code, reception_version, author_code, author_name, notation, dated, subject, file_sha256,
                 source_document_id, state, position, idempotency_key, fingerprint, arrived_at, changed_at)
            VALUES
                (\(document.id), \(head.agency), \(Int32(clamping: head.reception)), \(head.authorCode), \(head.authorName),
                 \(head.notation), \(head.dated), \(head.subject), \(head.file?.sha256), \(head.source), \(document.state.rawValue),
                 \(Int32(clamping: document.position)), \(key?.text), \(key?.fingerprint), \(document.arrivedAt),
                 \(document.arrivedAt))
            ON CONFLICT DO NOTHING
            RETURNING id
            """
        ).count == 1
    }

    /// Writes facts and what follows from them.
    func record(_ facts: [RecordedIncoming], of document: IncomingDocument, at now: UTCInstant) async throws {
        var queries: [PostgresQuery] = []
        for fact in facts {
            queries.append(
                """
                INSERT INTO incoming_facts (incoming_id, position, fact, actor, happened_at)
                VALUES
                    (\(document.id), \(Int32(clamping: fact.position)), \(try IncomingJSON.text(fact.fact)), \(fact.actor),
                     \(fact.at))
                """)
        }
        queries.append(
            """
            UPDATE incoming
            SET state = \(document.state.rawValue), position = \(Int32(clamping: document.position)), changed_at = \(now),
                arrival_year = \(document.number.map { Int32(clamping: $0.year) }),
                arrival_number = \(document.number.map { Int32(clamping: $0.number) })
            WHERE id = \(document.id)
            """)
        queries.append("DELETE FROM incoming_tasks WHERE incoming_id = \(document.id)")
        queries.append("DELETE FROM incoming_unit_tasks WHERE incoming_id = \(document.id)")
        queries += document.tasks.flatMap { Self.insert($0, of: document) }
        try await self.session.pipeline(queries)
    }

    private static func insert(_ task: IncomingTask, of document: IncomingDocument) -> [PostgresQuery] {
        let agency = document.head.agency
        let officers: [PostgresQuery] = Set(task.officers).map { officer in
            """
            INSERT INTO incoming_tasks (incoming_id, kind, officer_code, agency_code, since, due_at)
            VALUES (\(document.id), \(task.kind.rawValue), \(officer), \(agency), \(task.since), \(task.dueAt))
            """
        }
        let units: [PostgresQuery] = task.units.map { unit in
            """
            INSERT INTO incoming_unit_tasks (incoming_id, kind, agency_code, unit_code, since, due_at)
            VALUES (\(document.id), \(task.kind.rawValue), \(agency), \(unit), \(task.since), \(task.dueAt))
            """
        }
        return officers + units
    }
}
