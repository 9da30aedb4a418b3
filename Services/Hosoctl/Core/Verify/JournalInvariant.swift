import Postgres

/// I7: the event log tells the whole story: each move and each hand-over of a dossier has exactly one event.
///
/// The Merkle tree over the audit log is not part of this slice; what there is to compare is the append-only event log.
struct JournalInvariant: Invariant {
    let id = "I7"
    let title = Words("Mỗi bước chuyển có đúng một sự kiện", "each move has exactly one event")
    let unit = Words("bước", "moves")

    private struct Pair {
        let event: String
        let what: Words
        /// Rows of intake by dossier: `dossier_id`.
        let rows: String
    }

    func examine(_ context: VerifyContext) async throws -> InvariantFindings {
        let (changes, handovers) = (
            context.schemas.table("intake", "status_changes"), context.schemas.table("intake", "handovers"))
        let pairs = [
            Pair(
                event: "intake.dossier_registered.v1", what: Words("lần đăng ký", "registrations"),
                rows: "SELECT dossier_id FROM \(changes) WHERE from_status IS NULL"),
            Pair(
                event: "intake.dossier_status_changed.v1", what: Words("lần chuyển trạng thái", "changes of status"),
                rows: "SELECT dossier_id FROM \(changes) WHERE from_status IS NOT NULL"),
            Pair(
                event: "intake.dossier_handed_over.v1", what: Words("lần bàn giao", "hand-overs"),
                rows: "SELECT dossier_id FROM \(handovers)"),
        ]
        var findings = InvariantFindings()
        for pair in pairs { try await Self.compare(pair, context, &findings) }
        return findings
    }

    private static func compare(_ pair: Pair, _ context: VerifyContext, _ findings: inout InvariantFindings) async throws {
        let rows = try await context.database.query(
            """
            SELECT coalesce(made.code, told.code), coalesce(made.count, 0), coalesce(told.count, 0)
            FROM (
                SELECT dossiers.code, count(*) AS count
                FROM (\(unsafeSQL: pair.rows)) AS moves
                JOIN \(unsafeSQL: context.schemas.table("intake", "dossiers")) AS dossiers ON dossiers.id = moves.dossier_id
                GROUP BY 1
            ) AS made
            FULL JOIN (
                SELECT ordering_key AS code, count(*) AS count
                FROM \(unsafeSQL: context.schemas.table("intake", "event_log"))
                WHERE name = \(pair.event)
                GROUP BY 1
            ) AS told ON told.code = made.code
            ORDER BY 1
            """)
        for row in rows {
            let (code, made, told) = try row.decode((String, Int64, Int64).self)
            findings.examined += Int(made)
            guard made != told else { continue }
            findings.add(
                code, "\(made) \(pair.what.vietnamese) nhưng \(told) sự kiện \(pair.event)",
                "\(made) \(pair.what.english), but \(told) events \(pair.event)")
        }
    }
}
