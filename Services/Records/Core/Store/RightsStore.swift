import Clocks
import Postgres
import RecordsDomain

/// Keeps who may read in `work_records.readers` and `documents.readers`, the changes in `right_changes`, what was refused in
/// `access_denials`.
struct RightsStore: Sendable {
    let session: any PostgresSession

    /// A reading that was refused.
    struct Denial: Sendable {
        let id: Identifier
        let subject: RightSubject
        let subjectID: Identifier
        let officerCode: String
        let deniedAt: UTCInstant
    }

    /// Who may read, and who keeps the records it is about.
    struct Standing: Sendable {
        /// Nil = everybody.
        let readers: [String]?
        let keepers: [String]

        /// Whether an officer may read.
        func admits(_ officerCode: String) -> Bool {
            guard let readers = self.readers else { return true }
            return readers.contains(officerCode)
        }

        /// Whether an officer may change the rights: a reader, a keeper, or anybody where neither is named.
        func lets(_ officerCode: String) -> Bool {
            (self.readers ?? []).contains(officerCode) || self.keepers.contains(officerCode)
                || (self.readers == nil && self.keepers.isEmpty)
        }
    }

    /// How things stand with a record or document; nil = there is none.
    func standing(of subject: RightSubject, _ id: Identifier) async throws -> Standing? {
        let rows =
            switch subject {
            case .record:
                try await self.session.query(
                    """
                    SELECT readers, array_remove(ARRAY[keeper], '') FROM work_records WHERE id = \(id)
                    """)
            case .document:
                try await self.session.query(
                    """
                    SELECT effective_readers(documents.id), ARRAY(
                        SELECT DISTINCT work_records.keeper
                        FROM record_documents JOIN work_records ON work_records.id = record_documents.record_id
                        WHERE record_documents.document_id = documents.id AND record_documents.removed_at IS NULL
                          AND work_records.keeper <> '')
                    FROM documents WHERE documents.id = \(id)
                    """)
            }
        return try rows.first.map { row in
            let (readers, keepers) = try row.decode(([String]?, [String]).self)
            return Standing(readers: readers, keepers: keepers)
        }
    }

    /// The documents of a list that an officer may read.
    func readable(_ documents: [Identifier], for officerCode: String) async throws -> Set<Identifier> {
        let rows = try await self.session.query(
            """
            SELECT document_id FROM search_entries
            WHERE document_id = ANY (\(documents)) AND (readers IS NULL OR \(officerCode) = ANY (readers))
            """)
        return Set(try rows.map { try $0.decode(Identifier.self) })
    }

    /// The readers that a record or document names itself, held until the transaction ends; nil = there is none.
    func named(of subject: RightSubject, _ id: Identifier) async throws -> [String]? {
        let table = subject == .record ? "work_records" : "documents"
        return try await self.session.query(
            "SELECT coalesce(readers, '{}') FROM \(identifier: table) WHERE id = \(id) FOR UPDATE"
        ).first.map { try $0.decode([String].self) }
    }

    /// Sets the readers and keeps the change.
    func append(_ change: RightChange) async throws {
        let table = change.subject == .record ? "work_records" : "documents"
        let readers = change.readers.isEmpty ? nil : change.readers
        _ = try await self.session.pipeline([
            "UPDATE \(identifier: table) SET readers = \(readers) WHERE id = \(change.subjectID)",
            """
            INSERT INTO right_changes
                (id, subject, subject_id, readers_before, readers, reason, officer_code, changed_at)
            VALUES
                (\(change.id), \(change.subject.rawValue), \(change.subjectID), \(change.readersBefore), \(change.readers),
                 \(change.reason), \(change.officerCode), \(change.changedAt))
            """,
        ])
    }

    private static let columns =
        "id, subject, subject_id, readers_before, readers, reason, officer_code, changed_at, confirmed_by, confirmed_at"

    /// One change, or nil.
    func find(_ id: Identifier, locked: Bool = false) async throws -> RightChange? {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM right_changes
            WHERE id = \(id) \(unsafeSQL: locked ? "FOR UPDATE" : "")
            """
        ).first.map(Self.change)
    }

    /// Writes the confirmation of a change.
    func confirm(_ change: RightChange) async throws {
        _ = try await self.session.query(
            """
            UPDATE right_changes
            SET confirmed_by = \(change.confirmation?.officerCode), confirmed_at = \(change.confirmation?.at)
            WHERE id = \(change.id)
            """)
    }

    /// Changes, newest first.
    ///
    /// - Parameter subjectID: Record or document; nil = all.
    func changes(announcedOnly: Bool, of subjectID: Identifier?, after: Identifier?, limit: Int) async throws -> [RightChange] {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM right_changes
            WHERE (NOT \(announcedOnly) OR confirmed_at IS NULL) AND (\(subjectID)::uuid IS NULL OR subject_id = \(subjectID))
              AND id < \(after ?? .maximum)
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map(Self.change)
    }

    /// Keeps that a reading was refused.
    func deny(_ subject: RightSubject, _ subjectID: Identifier, to officerCode: String, id: Identifier, at now: UTCInstant) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO access_denials (id, subject, subject_id, officer_code, denied_at)
            VALUES (\(id), \(subject.rawValue), \(subjectID), \(officerCode), \(now))
            """)
    }

    /// Denials, newest first.
    func denials(of subjectID: Identifier?, after: Identifier?, limit: Int) async throws -> [Denial] {
        try await self.session.query(
            """
            SELECT id, subject, subject_id, officer_code, denied_at FROM access_denials
            WHERE (\(subjectID)::uuid IS NULL OR subject_id = \(subjectID)) AND id < \(after ?? .maximum)
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map { row in
            let (id, subject, subjectID, officer, deniedAt) = try row.decode(
                (Identifier, String, Identifier, String, UTCInstant).self)
            return Denial(
                id: id, subject: try Self.subject(subject), subjectID: subjectID, officerCode: officer, deniedAt: deniedAt)
        }
    }

    private static func subject(_ text: String) throws -> RightSubject {
        guard let subject = RightSubject(rawValue: text) else { throw StoredValueError("right_changes.subject", text) }
        return subject
    }

    private static func change(_ row: PostgresRow) throws -> RightChange {
        let (id, subject, subjectID, before, readers, reason, officer, changedAt, confirmedBy, confirmedAt) = try row.decode(
            (
                Identifier, String, Identifier, [String], [String], String, String, UTCInstant, String?, UTCInstant?
            ).self)
        let confirmation = confirmedBy.flatMap { by in
            confirmedAt.map { RightChange.Confirmation(officerCode: by, at: $0) }
        }
        return RightChange(
            loading: id, subject: try Self.subject(subject), subjectID: subjectID, readersBefore: before, readers: readers,
            reason: reason, officerCode: officer, changedAt: changedAt, confirmation: confirmation)
    }
}
