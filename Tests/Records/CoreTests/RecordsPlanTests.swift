import Clocks
import HosoProto
import Postgres
import RecordsDomain
import TestSupport
import Testing

@testable import Records

/// The hot questions of records walk along an index when there is much to read.
@Suite(.timeLimit(.minutes(10))) struct RecordsPlanTests {
    private static let agency = "H99.7"

    /// Runs a body where 10,000 records with a document and a task each lie in 60 agencies.
    private func withMuch(_ body: (RecordDesk) async throws -> Void) async throws {
        try await RecordDesk.with { desk in
            let now = desk.clock.now()
            _ = try await desk.client.query(
                """
                INSERT INTO work_records
                    (id, file_code, title, agency_code, year, plan_notation, retention_years, creator, dossier_code, opened_at, state,
                     document_count, dossier_finished, version, keeper, ended_on, closed_at)
                SELECT gen_random_uuid(), 'F' || n, 'Hồ sơ ' || n, 'H99.' || n % 60, 2026, '01.TH', 10, 'VP', 'D' || n, \(now),
                       CASE WHEN n % 10 = 0 THEN 'closed' ELSE 'open' END, 1, false, 1, 'CB' || n % 500,
                       CASE WHEN n % 10 = 0 THEN \(desk.today) END, CASE WHEN n % 10 = 0 THEN \(now) END
                FROM generate_series(1, 10000) AS n
                """)
            _ = try await desk.client.query(
                """
                INSERT INTO documents
                    (id, owner_id, paper_type_code, title, role, file_sha256, file_size_bytes, pages, fields, dossier_code,
                     component_code, signed_valid, content, stored_at, number, notation)
                SELECT gen_random_uuid(), 'O' || n % 2500, 'birth', 'Khai sinh ' || n, 'component', sha256(n::text::bytea), 1, 1, '[]',
                       'D' || n, 'TP01', true, 'chung riêng' || n, \(now) + n * interval '1 second', n::text, 'UBND'
                FROM generate_series(1, 10000) AS n
                """)
            _ = try await desk.client.pipeline([
                """
                INSERT INTO record_documents (record_id, ordinal, document_id, component_code, filed_at)
                SELECT work_records.id, 1, documents.id, 'TP01', \(now)
                FROM work_records JOIN documents USING (dossier_code) WHERE dossier_code <> ''
                """,
                """
                INSERT INTO document_uses (document_id, dossier_code, component_code, used_at)
                SELECT id, dossier_code, component_code, stored_at FROM documents
                """,
                """
                INSERT INTO completion_tasks
                    (id, record_id, gap_key, kind, ordinal, document_title, fingerprint, sentence_vi, sentence_en, officer_code, unit,
                     due_on, opened_at)
                SELECT gen_random_uuid(), id, 'k', 'documentMissing', 0, '', '', '', '', keeper, '', \(desk.today), \(now)
                FROM work_records WHERE state = 'open'
                """,
                """
                INSERT INTO right_changes
                    (id, subject, subject_id, readers_before, readers, reason, officer_code, changed_at, confirmed_by, confirmed_at)
                SELECT gen_random_uuid(), 'record', id, '{}', '{CB01}', 'lý do', 'CB01', \(now), 'CB02', \(now) FROM work_records
                """,
                """
                INSERT INTO archive_packages (id, kind, record_id, officer_code, asked_at, due_at, leased_until, sha256, made_at)
                SELECT gen_random_uuid(), 'DIP', id, 'CB01', \(now), \(now), \(now), sha256(id::text::bytea), \(now) FROM work_records
                """,
                """
                INSERT INTO access_denials (id, subject, subject_id, officer_code, denied_at)
                SELECT gen_random_uuid(), 'record', id, 'CB09', \(now) FROM work_records
                """,
            ])
            for table in [
                "work_records", "documents", "search_entries", "record_documents", "document_uses", "completion_tasks", "right_changes",
                "access_denials", "archive_packages",
            ] { _ = try await desk.client.query("VACUUM ANALYZE \(identifier: table)") }
            try await body(desk)
        }
    }

    @Test func `hot questions never read a whole table, and a word is looked up by how rare it is`() async throws {
        try await self.withMuch { desk in
            func plan(_ text: String) async throws -> String {
                try await desk.client.withConnection { connection in
                    let session = ExplainedSession(connection)
                    _ = try await SearchStore(session: session).page(DocumentQuestion(text: SearchText(text)), for: "CB01", limit: 20)
                    return session.plans.joined(separator: "\n")
                }
            }
            let (rarePlan, commonPlan) = (try await plan("rieng777"), try await plan("chung"))
            // Words that stand in every document, never and always next to each other.
            let (rarePhrase, commonPhrase) = (try await plan("\"chung khai\""), try await plan("\"khai sinh\""))
            #expect(rarePhrase.contains("search_entries_words"), "\(rarePhrase)")
            #expect(commonPhrase.contains("search_entries_newest"), "\(commonPhrase)")
            #expect(rarePlan.contains("search_entries_words"), "\(rarePlan)")
            #expect(commonPlan.contains("search_entries_newest"), "\(commonPlan)")
            let row = try await desk.client.query(
                "SELECT record_id, document_id FROM record_documents ORDER BY record_id LIMIT 1"
            ).first
            let (record, document) = try #require(try row?.decode((Identifier, Identifier).self))
            let rare = DocumentQuestion(text: try SearchText("riêng777"))
            let common = DocumentQuestion(text: try SearchText("chung"))
            let both = DocumentQuestion(text: try SearchText("khai sinh \"riêng778\""))
            try await desk.client.withConnection { connection in
                let session = ExplainedSession(connection)
                let records = RecordStore(session: session), documents = DocumentStore(session: session)
                let search = SearchStore(session: session), rights = RightsStore(session: session)
                _ = try await records.find(id: record)
                _ = try await records.find(fileCode: "F7")
                _ = try await records.find(dossierCode: "D7")
                _ = try await records.list(agencyCode: Self.agency, after: nil, limit: 50)
                _ = try await records.list(agencyCode: "", after: record, limit: 50)
                _ = try await records.documents(of: record)
                _ = try await records.find(holding: document, agencyCode: Self.agency)
                _ = try await records.find(reference: "7/UBND", agencyCode: Self.agency)
                _ = try await documents.find(id: document)
                _ = try await documents.filed(in: record)
                _ = try await documents.uses(in: "D7")
                _ = try await documents.reusable(ownerID: "O7", types: ["birth"], on: desk.today)
                _ = try await TaskStore(session: session).list(
                    agencyCode: "", officerCode: "CB7", dueBefore: nil, after: nil, limit: 50)
                _ = try await TaskStore(session: session).open(of: record)
                for question in [rare, common, both] {
                    _ = try await search.page(question, for: "CB01", limit: 20)
                }
                _ = try await OwnerStore(session: session).documents(of: "O7", for: "CB01", after: nil, limit: 50)
                _ = try await OwnerStore(session: session).uses(of: "O7", after: nil, limit: 50)
                _ = try await rights.standing(of: .record, record)
                _ = try await rights.standing(of: .document, document)
                _ = try await rights.readable([document], for: "CB01")
                _ = try await rights.changes(announcedOnly: true, of: nil, after: nil, limit: 50)
                _ = try await rights.changes(announcedOnly: false, of: record, after: nil, limit: 50)
                _ = try await rights.denials(of: record, after: nil, limit: 50)

                #expect(session.plans.count >= 25)
                for plan in session.plans { #expect(!plan.contains("Seq Scan"), "\(plan)") }
            }
        }
    }
}
