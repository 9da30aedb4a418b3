import Clocks
import Postgres
import RecordsDomain

/// What records hold: `record_documents`. What was taken out keeps its row and its ordinal.
extension RecordStore {
    /// Files a document under the ordinal the record gave it.
    ///
    /// - Parameter officerCode: Who files it; empty = the suite itself.
    func file(
        _ document: Identifier, as componentCode: String, ordinal: Int, in record: Identifier, by officerCode: String = "",
        at now: UTCInstant
    ) async throws {
        _ = try await self.session.pipeline([
            """
            INSERT INTO record_documents (record_id, ordinal, document_id, component_code, filed_at, filed_by)
            VALUES (\(record), \(ordinal), \(document), \(componentCode), \(now), \(officerCode))
            """,
            """
            DELETE FROM unfiled_documents
            WHERE document_id = \(document) AND agency_code = (SELECT agency_code FROM work_records WHERE id = \(record))
            """,
        ])
    }

    /// Takes a document out; its ordinal is never given again.
    func remove(ordinal: Int, from record: Identifier, at now: UTCInstant) async throws {
        _ = try await self.session.query(
            """
            UPDATE record_documents SET removed_at = \(now)
            WHERE record_id = \(record) AND ordinal = \(ordinal) AND removed_at IS NULL
            """)
    }

    /// The record of an agency in which a document is filed, the newest; nil = in none.
    func find(holding document: Identifier, agencyCode: String) async throws -> WorkRecord? {
        let rows = try await self.session.query(
            """
            SELECT work_records.id
            FROM record_documents
            JOIN work_records ON work_records.id = record_documents.record_id
            WHERE record_documents.document_id = \(document) AND record_documents.removed_at IS NULL
              AND work_records.agency_code = \(agencyCode)
            ORDER BY work_records.id DESC LIMIT 1
            """)
        guard let id = try rows.first?.decode(Identifier.self) else { return nil }
        return try await self.find(id: id)
    }

    /// The open record of an agency that holds the document of this number and notation (`12/QĐ-UBND`); nil = none does.
    func find(reference: String, agencyCode: String) async throws -> WorkRecord? {
        let parts = reference.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let rows = try await self.session.query(
            """
            SELECT work_records.id
            FROM documents
            JOIN record_documents ON record_documents.document_id = documents.id AND record_documents.removed_at IS NULL
            JOIN work_records ON work_records.id = record_documents.record_id
            WHERE documents.number = \(String(parts[0])) AND documents.notation = \(String(parts[1])) AND documents.number <> ''
              AND work_records.agency_code = \(agencyCode) AND work_records.state IN ('open', 'collecting')
            ORDER BY work_records.id DESC LIMIT 1
            """)
        guard let id = try rows.first?.decode(Identifier.self) else { return nil }
        return try await self.find(id: id)
    }

    /// The ordinal of a document that is filed in a record as that component; nil = it is not.
    func ordinal(of document: Identifier, as componentCode: String, in record: Identifier) async throws -> Int? {
        try await self.session.query(
            """
            SELECT ordinal
            FROM record_documents
            WHERE record_id = \(record) AND document_id = \(document) AND component_code = \(componentCode)
              AND removed_at IS NULL
            """
        ).first.map { try $0.decode(Int.self) }
    }

    /// What is filed in a record, in the order of filing.
    func documents(of record: Identifier) async throws -> [FiledDocument] {
        try await self.session.query(
            """
            SELECT documents.id, record_documents.ordinal, record_documents.component_code, documents.title,
                   documents.paper_type_code, record_documents.filed_by, record_documents.filed_at,
                   \(unsafeSQL: DocumentStore.detailColumns)
            FROM record_documents
            JOIN documents ON documents.id = record_documents.document_id
            WHERE record_documents.record_id = \(record) AND record_documents.removed_at IS NULL
            ORDER BY record_documents.ordinal
            """
        ).map { row in
            let (
                id, ordinal, component, title, type, filedBy, filedAt, form, number, notation, issuedOn, issuer, language, pages,
                signerName, digest, signatures, announced, attachedTo, issuedFrom, recalled, validUntil
            ) = try row.decode(
                (
                    Identifier, Int, String, String, String, String, UTCInstant, String, String, String, VietnamDate?, String,
                    String, Int, String, [UInt8], JSONText, Int, Identifier?, Identifier?, Bool, VietnamDate?
                ).self)
            let details = try DocumentStore.details(
                form: form, number: number, notation: notation, issuedOn: issuedOn, issuer: issuer, language: language,
                pages: pages, signerName: signerName, digest: digest, signatures: signatures, announced: announced,
                attachedTo: attachedTo, issuedFrom: issuedFrom, recalled: recalled, validUntil: validUntil)
            return FiledDocument(
                id: id, ordinal: ordinal, componentCode: component, title: title, paperTypeCode: type, filedBy: filedBy,
                filedOn: filedAt.vietnamDate, details: details)
        }
    }
}
