import Clocks
import HosoProto
import Messaging
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// Tells deadlines that come near, have passed, or are to be told to those who oversee them (H-23).
///
/// Several instances share the work: the row of a document is held while its stages are noted and told, so each is told once.
struct DeadlineWatch: Sendable {
    /// How many documents are looked at in one round.
    static let batch = 200

    let tools: SigningTools

    /// One round.
    ///
    /// - Returns: Whether there is more to look at.
    func round() async throws -> Bool {
        let configuration = self.tools.configuration
        let now = self.tools.clock.now()
        let ids = try await self.tools.postgres.withConnection {
            try await DeadlineStore(session: $0).due(
                at: now, remindBefore: configuration.remindBefore, escalateAfter: configuration.escalateAfter, limit: Self.batch)
        }
        for id in ids {
            try await self.tools.postgres.withTransaction { try await self.tell(id, at: now, in: $0) }
        }
        return ids.count == Self.batch
    }

    private func tell(_ id: Identifier, at now: UTCInstant, in transaction: PostgresTransaction) async throws {
        // Held: what is told of a document is told in the order of its history.
        guard let document = try await DocumentStore(session: transaction).find(id, locked: true) else { return }
        let store = DeadlineStore(session: transaction)
        for task in document.tasks {
            guard let dueAt = task.dueAt,
                let stage = DeadlineStage.reached(
                    dueAt: dueAt, since: task.since, now: now, remindBefore: self.tools.configuration.remindBefore,
                    escalateAfter: self.tools.configuration.escalateAfter),
                try await store.note(stage, of: task, dueAt: dueAt, document: id, at: now)
            else { continue }
            let message = Hoso_Signing_V1_DeadlineReached.with {
                $0.documentID = id.description
                $0.agencyCode = document.head.agency
                $0.kind = task.kind.rawValue
                $0.opinion = Int32(clamping: task.opinion)
                $0.stage = stage.rawValue
                $0.dueAt = Google_Protobuf_Timestamp(dueAt)
                $0.officerCodes = task.officers
                $0.overseerCodes = stage == .escalated ? document.overseers(of: task) : []
                $0.at = Google_Protobuf_Timestamp(now)
            }
            let event = try OutgoingEvent(
                message, name: "signing.deadline_reached.v1", key: id.description, occurredAt: now, id: self.tools.identifiers.next())
            try await self.tools.eventLog.append([event], in: transaction)
        }
    }
}
