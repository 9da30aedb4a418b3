import Postgres

/// I6: the cursor of every relay reaches the head of its event log.
struct RelayInvariant: Invariant {
    let id = "I6"
    let title = Words("Nhật ký sự kiện đã phát hết", "every event log is published to its head")
    let unit = Words("sự kiện", "events")

    func examine(_ context: VerifyContext) async throws -> InvariantFindings {
        var findings = InvariantFindings()
        for service in context.schemas.present {
            let (all, pending) = try await context.database.query(
                """
                SELECT count(*), count(*) FILTER (WHERE NOT pg_visible_in_snapshot(
                    xid, (SELECT behind FROM \(unsafeSQL: context.schemas.table(service, "event_cursor")) WHERE name = 'relay')))
                FROM \(unsafeSQL: context.schemas.table(service, "event_log"))
                """
            ).decodeOnly((Int64, Int64).self)
            findings.examined += Int(all)
            if pending > 0 {
                findings.add(
                    service, "\(pending) sự kiện chưa được RabbitMQ xác nhận", "\(pending) events are not confirmed by the broker yet")
            }
        }
        return findings
    }
}
