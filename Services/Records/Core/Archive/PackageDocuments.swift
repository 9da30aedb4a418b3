import Clocks
import Postgres
import RecordsDomain

/// The documents of a record, page by page, so that the length of a record does not matter.
struct PackageDocuments: Sendable {
    /// A document as it is filed.
    struct Filed: Sendable {
        let ordinal: Int
        let componentCode: String
        let filedBy: String
        let filedAt: UTCInstant
        let document: RepositoryDocument
    }

    /// What the whole looks like before the first document is read.
    struct Outline: Sendable {
        let documents: Int
        let forms: Set<DocumentForm>
        let firstDay: VietnamDate?
    }

    let postgres: PostgresClient
    let record: Identifier

    /// Documents after an ordinal, in the order of filing.
    func page(after ordinal: Int, limit: Int) async throws -> [Filed] {
        try await self.filed(
            """
            SELECT ordinal, component_code, filed_by, filed_at, document_id
            FROM record_documents
            WHERE record_id = \(self.record) AND removed_at IS NULL AND ordinal > \(ordinal)
            ORDER BY ordinal LIMIT \(limit)
            """)
    }

    /// The ordinals in the order of time: the day of the document, else that of its filing.
    func timeline() async throws -> [Int] {
        try await self.postgres.query(
            """
            SELECT record_documents.ordinal
            FROM record_documents JOIN documents ON documents.id = record_documents.document_id
            WHERE record_id = \(self.record) AND removed_at IS NULL
            ORDER BY coalesce(documents.issued_on, (filed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date), filed_at, ordinal
            """
        ).map { try $0.decode(Int.self) }
    }

    /// Documents of these ordinals, in their order.
    func filed(_ ordinals: [Int]) async throws -> [Filed] {
        try await self.filed(
            """
            SELECT ordinal, component_code, filed_by, filed_at, document_id
            FROM record_documents
            WHERE record_id = \(self.record) AND removed_at IS NULL AND ordinal = ANY (\(ordinals))
            ORDER BY array_position(\(ordinals), ordinal)
            """)
    }

    /// What packages said about documents that came with one.
    func origins(of page: [Filed]) async throws -> [Identifier: ImportStore.Origin] {
        try await self.postgres.withConnection {
            try await ImportStore(session: $0).origins(of: page.map(\.document.id), in: self.record)
        }
    }

    private func filed(_ query: PostgresQuery) async throws -> [Filed] {
        try await self.postgres.withConnection { connection in
            let rows = try await connection.query(query)
            let store = DocumentStore(session: connection)
            var page: [Filed] = []
            for row in rows {
                let (ordinal, component, filedBy, filedAt, id) = try row.decode((Int, String, String, UTCInstant, Identifier).self)
                guard let document = try await store.find(id: id) else { throw StoredValueError("record_documents.document_id", "\(id)") }
                page.append(Filed(ordinal: ordinal, componentCode: component, filedBy: filedBy, filedAt: filedAt, document: document))
            }
            return page
        }
    }

    /// How many there are, in which forms, and the earliest day among them.
    func outline() async throws -> Outline {
        let rows = try await self.postgres.query(
            """
            SELECT count(*), coalesce(array_agg(DISTINCT documents.form), '{}'), min(documents.issued_on)
            FROM record_documents JOIN documents ON documents.id = record_documents.document_id
            WHERE record_documents.record_id = \(self.record) AND record_documents.removed_at IS NULL
            """)
        guard let row = rows.first else { return Outline(documents: 0, forms: [], firstDay: nil) }
        let (count, forms, first) = try row.decode((Int, [String], VietnamDate?).self)
        return Outline(documents: count, forms: Set(forms.compactMap(DocumentForm.init)), firstDay: first)
    }
}
