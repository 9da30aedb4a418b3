import Clocks
import Postgres

/// I2: each dossier has one state, its history is a path of the state machine, versions have no holes.
struct DossierStateInvariant: Invariant {
    let id = "I2"
    let title = Words("Mỗi hồ sơ một trạng thái, lịch sử hợp lệ", "each dossier in one state, history a legal path")
    let unit = Words("hồ sơ", "dossiers")

    private struct Row: Sendable {
        let id: Identifier
        let code: String
        let status: Int
        let version: Int64
    }

    func examine(_ context: VerifyContext) async throws -> InvariantFindings {
        var findings = InvariantFindings()
        var after = Identifier(bytes: [UInt8](repeating: 0, count: 16))
        while let start = after {
            // One snapshot per page, so that a dossier that moves meanwhile is seen whole.
            let page = try await context.database.withTransaction(isolation: .repeatableRead) { transaction in
                try await Self.page(after: start, context.schemas, transaction)
            }
            findings.examined += page.histories.count
            for history in page.histories {
                for fault in history.faults { findings.violations.append(Violation(subject: history.code, words: fault)) }
            }
            after = page.last
        }
        return findings
    }

    private static func page(
        after: Identifier, _ schemas: ServiceSchemas, _ session: PostgresTransaction
    ) async throws -> (histories: [DossierHistory], last: Identifier?) {
        let schema = schemas["intake"]
        let rows = try await session.query(
            """
            SELECT id, code, status, version
            FROM \(identifier: schema).dossiers
            WHERE id > \(after)
            ORDER BY id
            LIMIT 500
            """
        ).map { row in
            let (id, code, status, version) = try row.decode((Identifier, String, Int32, Int64).self)
            return Row(id: id, code: code, status: Int(status), version: version)
        }
        let ids = rows.map(\.id)
        let moves = try await Self.moves(of: ids, schema, session)
        let handovers = try await Self.handovers(of: ids, schema, session)
        let digitized = try await Self.digitized(codes: rows.map(\.code), schema, session)
        let histories = rows.map { row in
            DossierHistory(
                code: row.code, status: row.status, version: row.version, moves: moves[row.id] ?? [],
                handoverVersions: handovers[row.id] ?? [], digitizedEvents: digitized[row.code] ?? 0)
        }
        return (histories, rows.last?.id)
    }

    private static func moves(
        of ids: [Identifier], _ schema: String, _ session: PostgresTransaction
    ) async throws -> [Identifier: [DossierHistory.Move]] {
        let rows = try await session.query(
            """
            SELECT dossier_id, version, from_status, to_status, officer_code
            FROM \(identifier: schema).status_changes
            WHERE dossier_id = ANY (\(ids))
            ORDER BY dossier_id, version
            """)
        var moves: [Identifier: [DossierHistory.Move]] = [:]
        for row in rows {
            let (id, version, from, to, officer) = try row.decode((Identifier, Int64, Int32?, Int32, String).self)
            moves[id, default: []].append(
                DossierHistory.Move(version: version, from: from.map(Int.init), to: Int(to), officerCode: officer))
        }
        return moves
    }

    private static func handovers(
        of ids: [Identifier], _ schema: String, _ session: PostgresTransaction
    ) async throws -> [Identifier: Set<Int64>] {
        let rows = try await session.query(
            "SELECT dossier_id, version FROM \(identifier: schema).handovers WHERE dossier_id = ANY (\(ids))")
        var versions: [Identifier: Set<Int64>] = [:]
        for row in rows {
            let (id, version) = try row.decode((Identifier, Int64).self)
            versions[id, default: []].insert(version)
        }
        return versions
    }

    private static func digitized(
        codes: [String], _ schema: String, _ session: PostgresTransaction
    ) async throws -> [String: Int] {
        let rows = try await session.query(
            """
            SELECT ordering_key, count(*)
            FROM \(identifier: schema).event_log
            WHERE name = 'intake.component_digitized.v1' AND ordering_key = ANY (\(codes))
            GROUP BY ordering_key
            """)
        var counts: [String: Int] = [:]
        for row in rows {
            let (code, count) = try row.decode((String, Int64).self)
            counts[code] = Int(count)
        }
        return counts
    }
}
