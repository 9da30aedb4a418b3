import Clocks
import Postgres
import SigningDomain

/// Keeps documents as their facts, with what lists need beside them.
struct DocumentStore: Sendable {
    let session: any PostgresSession

    /// A document, or nil.
    ///
    /// - Parameter locked: Whether the document is held until the transaction ends.
    func find(_ id: Identifier, locked: Bool = false) async throws -> OutgoingDocument? {
        let head = try await self.session.query(
            """
            SELECT content FROM documents
            JOIN document_processes
                ON document_processes.agency_code = documents.agency_code AND version = process_version
            WHERE id = \(id) \(unsafeSQL: locked ? "FOR UPDATE OF documents" : "")
            """)
        guard let row = head.first else { return nil }
        let process: DocumentProcess = try DocumentJSON.value(try row.decode(column: 0), column: "document_processes.content")
        // Read after the lock was got, so that what another transaction recorded meanwhile is there.
        return try OutgoingDocument(id: id, process: process, facts: try await self.facts(of: id))
    }

    /// The agency of a document, or nil.
    func agency(of id: Identifier) async throws -> String? {
        try await self.session.query("SELECT agency_code FROM documents WHERE id = \(id)").first.map { try $0.decode(column: 0) }
    }

    /// The agency whose outgoing document is to be signed, or nil for everything else.
    func agency(of order: SignatureOrder) async throws -> String? {
        guard order.subjectKind == CompletedSignatureStore.subjectKind else { return nil }
        return try await self.agency(of: order.subjectID)
    }

    /// Everything recorded of a document, oldest first.
    func facts(of id: Identifier) async throws -> [RecordedFact] {
        try await self.session.query(Self.facts(of: id)).map { row in
            let (position, fact, actor, at) = try row.decode((Int32, JSONText, String, UTCInstant).self)
            return RecordedFact(
                position: Int(position), fact: try DocumentJSON.value(fact, column: "document_facts.fact"), actor: actor, at: at)
        }
    }

    /// The statement of every look at a document.
    static func facts(of id: Identifier) -> PostgresQuery {
        "SELECT position, fact, actor, happened_at FROM document_facts WHERE document_id = \(id) ORDER BY position"
    }

    /// The document that was begun under a key, with the fingerprint of the request.
    func begun(under key: String) async throws -> (id: Identifier, fingerprint: [UInt8])? {
        try await self.session.query("SELECT id, fingerprint FROM documents WHERE idempotency_key = \(key)").first.map { row in
            let (id, fingerprint) = try row.decode((Identifier, [UInt8]).self)
            return (id, fingerprint)
        }
    }

    /// Writes the row of a new document.
    ///
    /// - Returns: Whether it is new; false when the key is taken.
    func insert(_ document: OutgoingDocument, key: String, fingerprint: [UInt8]) async throws -> Bool {
        let head = document.head
        return try await self.session.query(
            """
            INSERT INTO documents
                (id, agency_code, process_version, type, subject, unit_code, drafter_code, state, position, idempotency_key,
                 fingerprint, drafted_at, changed_at)
            VALUES
                (\(document.id), \(head.agency), \(Int32(clamping: head.process)), \(head.type.rawValue), \(head.subject),
                 \(head.unit), \(head.drafter), \(document.state.word), \(Int32(clamping: document.position)), \(key),
                 \(fingerprint), \(document.draftedAt), \(document.draftedAt))
            ON CONFLICT (idempotency_key) DO NOTHING
            RETURNING id
            """
        ).count == 1
    }

    /// Writes facts and what follows from them.
    func record(_ facts: [RecordedFact], of document: OutgoingDocument, at now: UTCInstant) async throws {
        var queries: [PostgresQuery] = []
        for fact in facts {
            queries.append(
                """
                INSERT INTO document_facts (document_id, position, fact, actor, happened_at)
                VALUES
                    (\(document.id), \(Int32(clamping: fact.position)), \(try DocumentJSON.text(fact.fact)), \(fact.actor),
                     \(fact.at))
                """)
        }
        queries.append(
            """
            UPDATE documents
            SET state = \(document.state.word), position = \(Int32(clamping: document.position)), changed_at = \(now)
            WHERE id = \(document.id)
            """)
        queries.append("DELETE FROM document_tasks WHERE document_id = \(document.id)")
        queries.append("DELETE FROM document_unit_tasks WHERE document_id = \(document.id)")
        queries += document.tasks.flatMap { Self.insert($0, of: document) }
        queries += DocumentFileStore.noting(facts, of: document.id)
        try await self.session.pipeline(queries)
    }

    private static func insert(_ task: DocumentTask, of document: OutgoingDocument) -> [PostgresQuery] {
        let opinion = Int32(clamping: task.opinion)
        let agency = document.head.agency
        var queries: [PostgresQuery] = Set(task.officers).map { officer in
            """
            INSERT INTO document_tasks (document_id, kind, opinion, officer_code, agency_code, since, due_at)
            VALUES (\(document.id), \(task.kind.rawValue), \(opinion), \(officer), \(agency), \(task.since), \(task.dueAt))
            """
        }
        if !task.unit.isEmpty {
            queries.append(
                """
                INSERT INTO document_unit_tasks (document_id, kind, opinion, agency_code, unit_code, since, due_at)
                VALUES (\(document.id), \(task.kind.rawValue), \(opinion), \(agency), \(task.unit), \(task.since), \(task.dueAt))
                """)
        }
        return queries
    }
}
