import Clocks
import Postgres

/// I10: everything has come to rest: queues are empty and listened to, nothing waits for long, nobody has to step in.
struct LivenessInvariant: Invariant {
    let id = "I10"
    let title = Words("Không có gì kẹt lại", "nothing is stuck")
    let unit = Words("hàng đợi và danh sách chờ", "queues and waiting lists")

    /// Work that is due may wait so long before it counts as stuck.
    static let patience = Duration.seconds(120)

    func examine(_ context: VerifyContext) async throws -> InvariantFindings {
        var findings = InvariantFindings()
        for queue in context.definitions.queues { await Self.check(queue.name, context, &findings) }
        let limit = context.clock.now() - Self.patience
        for service in context.schemas.present { try await Self.checkWaiting(service, limit, context, &findings) }
        if context.schemas.present.contains("digitization") { try await Self.checkRecognition(limit, context, &findings) }
        return findings
    }

    private static func check(_ queue: String, _ context: VerifyContext, _ findings: inout InvariantFindings) async {
        findings.examined += 1
        do {
            let state = try await context.queue(queue)
            if state.consumers == 0 { findings.add(queue, "không dịch vụ nào đang nghe", "nobody listens") }
            if state.messages > 0 {
                findings.add(queue, "còn \(state.messages) thông điệp", "\(state.messages) messages are waiting")
            }
        } catch {
            findings.add(queue, "không hỏi được RabbitMQ", "the broker cannot be asked: \(error)")
        }
    }

    private static func checkWaiting(
        _ service: String, _ limit: UTCInstant, _ context: VerifyContext, _ findings: inout InvariantFindings
    ) async throws {
        findings.examined += 2
        let (overdue, quarantined) = try await context.database.query(
            """
            SELECT
                (SELECT count(*) FROM \(unsafeSQL: context.schemas.table(service, "retries")) WHERE due_at < \(limit)),
                (SELECT count(*) FROM \(unsafeSQL: context.schemas.table(service, "quarantine")) WHERE resolved_at IS NULL)
            """
        ).decodeOnly((Int64, Int64).self)
        if overdue > 0 {
            findings.add("\(service).retries", "\(overdue) sự kiện quá hạn thử lại", "\(overdue) events are overdue for another try")
        }
        if quarantined > 0 {
            findings.add(
                "\(service).quarantine", "\(quarantined) thông điệp chờ người quyết định (hosoctl quarantine list)",
                "\(quarantined) messages wait for a decision (hosoctl quarantine list)")
        }
    }

    private static func checkRecognition(
        _ limit: UTCInstant, _ context: VerifyContext, _ findings: inout InvariantFindings
    ) async throws {
        let rows = try await context.database.query(
            """
            SELECT papers.id
            FROM \(unsafeSQL: context.schemas.table("digitization", "papers")) AS papers
            LEFT JOIN \(unsafeSQL: context.schemas.table("digitization", "recognition_jobs")) AS jobs ON jobs.paper_id = papers.id
            WHERE papers.state = 'received' AND (jobs.paper_id IS NULL OR (jobs.due_at < \(limit) AND jobs.leased_until < \(limit)))
            ORDER BY 1
            LIMIT \(DeliveryInvariant.namedLimit)
            """)
        findings.examined += 1
        for row in rows {
            findings.add(
                "\(try row.decode(Identifier.self))", "bản quét đã nhận nhưng không ai nhận dạng", "the scan was taken in, but nobody reads it")
        }
    }
}
