import Postgres

/// I4: no code is given twice, one key gives one code, ordinals do not run ahead of their counters.
struct CodesInvariant: Invariant {
    let id = "I4"
    let title = Words("Không trùng mã", "no code twice")
    let unit = Words("mã", "codes")

    private struct CodeColumn {
        let service: String
        let table: String
        let column: String
    }

    private static let columns = [
        CodeColumn(service: "intake", table: "dossiers", column: "code"),
        CodeColumn(service: "intake", table: "idempotency_keys", column: "idempotency_key"),
        CodeColumn(service: "digitization", table: "papers", column: "result_code"),
        CodeColumn(service: "digitization", table: "papers", column: "idempotency_key"),
        CodeColumn(service: "records", table: "documents", column: "result_code"),
        CodeColumn(service: "records", table: "work_records", column: "file_code"),
        CodeColumn(service: "signing", table: "signature_requests", column: "idempotency_key"),
    ]

    func examine(_ context: VerifyContext) async throws -> InvariantFindings {
        var findings = InvariantFindings()
        for column in Self.columns { try await Self.duplicates(column, context, &findings) }
        try await Self.dossierOrdinals(context, &findings)
        try await Self.resultOrdinals(context, &findings)
        return findings
    }

    private static func duplicates(
        _ column: CodeColumn, _ context: VerifyContext, _ findings: inout InvariantFindings
    ) async throws {
        let table = context.schemas.table(column.service, column.table)
        let counted = try await context.database.query(
            "SELECT count(\(unsafeSQL: column.column)) FROM \(unsafeSQL: table)")
        let count = try counted.decodeOnly(Int64.self)
        findings.examined += Int(count)
        // Without an index, so that a damaged unique index cannot hide what it should have refused.
        let rows = try await context.database.query(
            """
            SELECT \(unsafeSQL: column.column), count(*)
            FROM (SELECT \(unsafeSQL: column.column) || '' AS \(unsafeSQL: column.column) FROM \(unsafeSQL: table)) AS codes
            WHERE \(unsafeSQL: column.column) IS NOT NULL
            GROUP BY 1
            HAVING count(*) > 1
            """)
        for row in rows {
            let (code, count) = try row.decode((String, Int64).self)
            findings.add("\(column.service).\(column.table) \(code)", "\(column.column) có \(count) lần", "\(column.column) occurs \(count) times")
        }
    }

    /// Codes issued here are `{agency}-{yymmdd}-{ordinal}`; numbers drawn and never stored are gaps (R10).
    private static func dossierOrdinals(_ context: VerifyContext, _ findings: inout InvariantFindings) async throws {
        let rows = try await context.database.query(
            """
            SELECT ordinals.agency_code, to_char(ordinals.day, 'YYMMDD'), ordinals.last_ordinal,
                   coalesce(issued.highest, 0), coalesce(issued.count, 0)
            FROM \(unsafeSQL: context.schemas.table("intake", "dossier_ordinals")) AS ordinals
            LEFT JOIN (
                SELECT split_part(code, '-', 1) AS agency, split_part(code, '-', 2) AS day,
                       max(split_part(code, '-', 3)::bigint) AS highest, count(*) AS count
                FROM \(unsafeSQL: context.schemas.table("intake", "dossiers"))
                WHERE code ~ '^[^-]+-[0-9]{6}-[0-9]{4,7}$'
                GROUP BY 1, 2
            ) AS issued ON issued.agency = ordinals.agency_code AND issued.day = to_char(ordinals.day, 'YYMMDD')
            ORDER BY 1, 2
            """)
        for row in rows {
            let (agency, day, last, highest, count) = try row.decode((String, String, Int64, Int64, Int64).self)
            let name = "\(agency)-\(day)"
            if highest > last {
                findings.add(name, "số \(highest) vượt bộ đếm \(last)", "ordinal \(highest) is ahead of the counter \(last)")
            } else if last > count {
                findings.notes.append(
                    Words("\(name): \(last - count) số đã rút mà không dùng", "numbers drawn whose dossier was not stored"))
            }
        }
    }

    private static func resultOrdinals(_ context: VerifyContext, _ findings: inout InvariantFindings) async throws {
        let rows = try await context.database.query(
            """
            SELECT papers.result_owner_id, papers.result_paper_type, max(papers.result_ordinal), coalesce(max(counters.last), 0)
            FROM \(unsafeSQL: context.schemas.table("digitization", "papers")) AS papers
            LEFT JOIN \(unsafeSQL: context.schemas.table("digitization", "result_ordinals")) AS counters
                ON counters.owner_id = papers.result_owner_id AND counters.paper_type = papers.result_paper_type
            WHERE papers.result_code IS NOT NULL
            GROUP BY 1, 2
            HAVING max(papers.result_ordinal) > coalesce(max(counters.last), 0)
            """)
        for row in rows {
            let (owner, type, highest, last) = try row.decode((String, String, Int64, Int64).self)
            findings.add("\(owner) \(type)", "số \(highest) vượt bộ đếm \(last)", "ordinal \(highest) is ahead of the counter \(last)")
        }
    }
}
