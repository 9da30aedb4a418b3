import Clocks
import Postgres
import RecordsDomain

/// Keeps what people have to bring in `completion_tasks`.
struct TaskStore: Sendable {
    let session: any PostgresSession

    /// The open tasks of a record: what tells each gap, and how it stood when it was last written.
    func open(of record: Identifier) async throws -> [String: String] {
        let rows = try await self.session.query(
            "SELECT gap_key, fingerprint FROM completion_tasks WHERE record_id = \(record) AND closed_at IS NULL")
        return try rows.reduce(into: [:]) { open, row in
            let (key, fingerprint) = try row.decode((String, String).self)
            open[key] = fingerprint
        }
    }

    /// Opens, closes and moves the tasks of a record.
    func apply(
        _ change: TaskChange, to record: Identifier, identifiers: any IdentifierSource, at now: UTCInstant
    ) async throws {
        var queries: [PostgresQuery] = change.closed.map { key in
            """
            UPDATE completion_tasks SET closed_at = \(now)
            WHERE record_id = \(record) AND gap_key = \(key) AND closed_at IS NULL
            """
        }
        queries += change.moved.map { line in
            let words = line.words
            return """
                UPDATE completion_tasks
                SET fingerprint = \(line.fingerprint), document_title = \(line.documentTitle), sentence_vi = \(words.vi),
                    sentence_en = \(words.en), officer_code = \(line.officerCode), unit = \(line.unit), due_on = \(line.dueOn)
                WHERE record_id = \(record) AND gap_key = \(line.gap.key) AND closed_at IS NULL
                """
        }
        queries += change.opened.map { line in
            let words = line.words
            return """
                INSERT INTO completion_tasks
                    (id, record_id, gap_key, kind, ordinal, document_title, fingerprint, sentence_vi, sentence_en,
                     officer_code, unit, due_on, opened_at)
                VALUES
                    (\(identifiers.next()), \(record), \(line.gap.key), \(line.gap.kind), \(line.gap.ordinal ?? 0),
                     \(line.documentTitle), \(line.fingerprint), \(words.vi), \(words.en), \(line.officerCode),
                     \(line.unit), \(line.dueOn), \(now))
                """
        }
        _ = try await self.session.pipeline(queries)
    }

    /// Open tasks, the earliest date first.
    ///
    /// - Parameters:
    ///   - agencyCode: Empty = all.
    ///   - officerCode: Empty = all.
    ///   - dueBefore: Only those with an earlier date; nil = all.
    ///   - after: Go on after this task.
    func list(
        agencyCode: String, officerCode: String, dueBefore: VietnamDate?, after: Identifier?, limit: Int
    ) async throws -> [OpenTask] {
        // Two statements: with a person named, the index by person is used whatever plan the server keeps.
        let columns = """
            tasks.id, records.id, records.file_code, records.title, records.agency_code, tasks.kind, tasks.gap_key, tasks.ordinal,
            tasks.document_title, tasks.sentence_vi, tasks.sentence_en, tasks.officer_code, tasks.unit, tasks.due_on, tasks.opened_at
            """
        let rows: PostgresRows
        if officerCode.isEmpty {
            rows = try await self.session.query(
                """
                SELECT \(unsafeSQL: columns)
                FROM completion_tasks AS tasks
                JOIN work_records AS records ON records.id = tasks.record_id
                WHERE tasks.closed_at IS NULL AND (\(agencyCode) = '' OR records.agency_code = \(agencyCode))
                  AND (\(dueBefore)::date IS NULL OR tasks.due_on < \(dueBefore)::date)
                  AND (\(after)::uuid IS NULL OR (tasks.due_on, tasks.id) >
                       (SELECT due_on, id FROM completion_tasks WHERE id = \(after)::uuid))
                ORDER BY tasks.due_on, tasks.id
                LIMIT \(limit)
                """)
        } else {
            rows = try await self.session.query(
                """
                SELECT \(unsafeSQL: columns)
                FROM completion_tasks AS tasks
                JOIN work_records AS records ON records.id = tasks.record_id
                WHERE tasks.closed_at IS NULL AND tasks.officer_code = \(officerCode)
                  AND (\(agencyCode) = '' OR records.agency_code = \(agencyCode))
                  AND (\(dueBefore)::date IS NULL OR tasks.due_on < \(dueBefore)::date)
                  AND (\(after)::uuid IS NULL OR (tasks.due_on, tasks.id) >
                       (SELECT due_on, id FROM completion_tasks WHERE id = \(after)::uuid))
                ORDER BY tasks.due_on, tasks.id
                LIMIT \(limit)
                """)
        }
        return try rows.map { row in
            let (
                id, record, fileCode, title, agency, kind, key, ordinal, document, vi, en, officer, unit, dueOn, openedAt
            ) = try row.decode(
                (
                    Identifier, Identifier, String, String, String, String, String, Int, String, String, String, String,
                    String, VietnamDate, UTCInstant
                ).self)
            return OpenTask(
                id: id, recordID: record, fileCode: fileCode, recordTitle: title, agencyCode: agency, kind: kind, key: key,
                ordinal: ordinal, documentTitle: document, sentenceVi: vi, sentenceEn: en, officerCode: officer, unit: unit,
                dueOn: dueOn, openedAt: openedAt)
        }
    }
}
