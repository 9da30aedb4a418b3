import Clocks
import Postgres

/// I5: no event is lost on its way to a queue bound to its name, and none came from nowhere.
struct DeliveryInvariant: Invariant {
    let id = "I5"
    let title = Words("Không mất, không thừa sự kiện", "no event lost, none unexpected")
    let unit = Words("lượt giao", "deliveries")

    /// At most so many ids are named per queue and service.
    static let namedLimit = 50

    func examine(_ context: VerifyContext) async throws -> InvariantFindings {
        var findings = InvariantFindings()
        for entry in context.definitions.eventQueues where context.schemas.present.contains(entry.service) {
            var missing: [Violation] = []
            for service in context.schemas.present {
                let names = try await Self.names(of: service, matching: entry.patterns, context)
                guard !names.isEmpty else { continue }
                findings.examined += try await Self.count(service, names, context)
                missing += try await Self.missing(names, from: service, at: entry.service, queue: entry.queue, context)
            }
            try await Self.judge(missing, queue: entry.queue, context, &findings)
            findings.violations += try await Self.unexpected(at: entry.service, queue: entry.queue, context)
        }
        return findings
    }

    /// What lies in the queue is on its way; the rest is lost.
    private static func judge(
        _ missing: [Violation], queue: String, _ context: VerifyContext, _ findings: inout InvariantFindings
    ) async throws {
        guard !missing.isEmpty else { return }
        var waiting = 0
        do {
            waiting = try await context.queue(queue).messages
        } catch {
            findings.notes.append(
                Words("không hỏi được RabbitMQ về \(queue), nên không trừ sự kiện còn trong hàng đợi", "the broker cannot be asked, so nothing is excused: \(error)"))
        }
        guard missing.count > waiting else {
            findings.notes.append(Words("\(queue): \(waiting) sự kiện còn trong hàng đợi", "events are still in the queue"))
            return
        }
        findings.violations += missing
    }

    private static func names(of service: String, matching patterns: [String], _ context: VerifyContext) async throws -> [String] {
        let rows = try await context.database.query(
            "SELECT DISTINCT name FROM \(unsafeSQL: context.schemas.table(service, "event_log")) ORDER BY name")
        return try rows.map { try $0.decode(String.self) }.filter { name in
            patterns.contains { BrokerDefinitions.matches(pattern: $0, key: name) }
        }
    }

    private static func count(_ service: String, _ names: [String], _ context: VerifyContext) async throws -> Int {
        let rows = try await context.database.query(
            "SELECT count(*) FROM \(unsafeSQL: context.schemas.table(service, "event_log")) WHERE name = ANY (\(names))")
        let count = try rows.decodeOnly(Int64.self)
        return Int(count)
    }

    /// Events the broker confirmed, of which the consumer knows nothing.
    private static func missing(
        _ names: [String], from service: String, at consumer: String, queue: String, _ context: VerifyContext
    ) async throws -> [Violation] {
        let schemas = context.schemas
        let rows = try await context.database.query(
            """
            SELECT logged.id, logged.name, logged.ordering_key
            FROM \(unsafeSQL: schemas.table(service, "event_log")) AS logged
            JOIN \(unsafeSQL: schemas.table(service, "event_cursor")) AS cursor
                ON cursor.name = 'relay' AND pg_visible_in_snapshot(logged.xid, cursor.behind)
            WHERE logged.name = ANY (\(names))
                AND NOT EXISTS (
                    SELECT FROM \(unsafeSQL: schemas.table(consumer, "inbox")) AS inbox
                    WHERE inbox.event_id = logged.id AND inbox.consumer = \(queue))
                AND NOT EXISTS (
                    SELECT FROM \(unsafeSQL: schemas.table(consumer, "retries")) AS retries
                    WHERE retries.event_id = logged.id AND retries.consumer = \(queue))
                AND NOT EXISTS (
                    SELECT FROM \(unsafeSQL: schemas.table(consumer, "quarantine")) AS quarantine
                    WHERE quarantine.event_id = logged.id AND quarantine.consumer = \(queue))
            ORDER BY logged.position
            LIMIT \(Self.namedLimit)
            """)
        return try rows.map { row in
            let (id, name, key) = try row.decode((Identifier, String, String).self)
            return Violation(
                subject: id.description,
                words: Words("\(name) (\(key)) không tới \(queue)", "did not arrive at \(queue)"))
        }
    }

    /// Effects of events that no service ever logged.
    private static func unexpected(at consumer: String, queue: String, _ context: VerifyContext) async throws -> [Violation] {
        let unknown = context.schemas.present.map { service in
            "NOT EXISTS (SELECT FROM \(context.schemas.table(service, "event_log")) AS logged WHERE logged.id = inbox.event_id)"
        }
        let rows = try await context.database.query(
            """
            SELECT event_id
            FROM \(unsafeSQL: context.schemas.table(consumer, "inbox")) AS inbox
            WHERE consumer = \(queue) AND \(unsafeSQL: unknown.joined(separator: " AND "))
            ORDER BY event_id
            LIMIT \(Self.namedLimit)
            """)
        return try rows.map { row in
            Violation(
                subject: try row.decode(Identifier.self).description,
                words: Words("\(queue) đã xử lý mà không dịch vụ nào ghi sự kiện này", "handled by \(queue), but no service logged it"))
        }
    }
}
