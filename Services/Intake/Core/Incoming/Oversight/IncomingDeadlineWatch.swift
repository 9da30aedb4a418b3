import Clocks
import HosoProto
import IntakeDomain
import Messaging
import Postgres
import ServiceKit
import SwiftProtobuf

/// Tells deadlines that come near, have passed, or are to be told to those who oversee them (H-23; Decree 30/2020, article 24).
///
/// Several instances share the work: the row of a document is held while its stages are noted and told, so each is told once.
struct IncomingDeadlineWatch: Sendable {
    /// How many documents are looked at in one round.
    static let batch = 200

    let postgres: PostgresClient
    let eventLog: EventLog
    let deadlines: DeadlineConfiguration
    let clock: any UTCClock
    let identifiers: any IdentifierSource

    /// One round.
    ///
    /// - Returns: Whether there is more to look at.
    func round() async throws -> Bool {
        let now = self.clock.now()
        let ids = try await self.postgres.withConnection {
            try await IncomingDeadlineStore(session: $0).due(at: now, self.deadlines, limit: Self.batch)
        }
        for id in ids {
            try await self.postgres.withTransaction { try await self.tell(id, at: now, in: $0) }
        }
        return ids.count == Self.batch
    }

    private func tell(_ id: Identifier, at now: UTCInstant, in transaction: PostgresTransaction) async throws {
        // Held: what is told of a document is told in the order of its history.
        guard let document = try await IncomingStore(session: transaction).find(id, locked: true) else { return }
        let store = IncomingDeadlineStore(session: transaction)
        for task in document.tasks {
            guard let dueAt = task.dueAt,
                let stage = DeadlineStage.reached(
                    dueAt: dueAt, since: task.since, now: now, remindBefore: self.deadlines.remindBefore,
                    escalateAfter: self.deadlines.escalateAfter),
                try await store.note(stage, of: task, dueAt: dueAt, incoming: id, at: now)
            else { continue }
            let message = Hoso_Intake_V1_IncomingDeadlineReached.with {
                $0.incomingID = id.description
                $0.agencyCode = document.head.agency
                $0.kind = task.kind.rawValue
                $0.stage = stage.rawValue
                $0.dueAt = Google_Protobuf_Timestamp(dueAt)
                $0.officerCodes = task.officers
                $0.overseerCodes = stage == .escalated ? document.overseers(of: task) : []
                $0.at = Google_Protobuf_Timestamp(now)
            }
            let event = try OutgoingEvent(
                message, name: "intake.incoming_deadline_reached.v1", key: id.description, occurredAt: now, id: self.identifiers.next())
            try await self.eventLog.append([event], in: transaction)
        }
    }
}
