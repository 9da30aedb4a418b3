import Clocks
import IntakeDomain
import Messaging
import Postgres

/// Writes what happened to an incoming document; what is to be told comes back to the caller.
struct IncomingRecorder: Sendable {
    let events: IncomingEvents
    let transaction: PostgresTransaction

    /// The document, held until the transaction ends.
    ///
    /// - Throws: ``IncomingRefusal/unknown``.
    func held(_ id: Identifier) async throws -> IncomingDocument {
        guard let document = try await IncomingStore(session: self.transaction).find(id, locked: true) else {
            throw IncomingRefusal.unknown
        }
        return document
    }

    /// Records facts; no facts change nothing.
    func record(
        _ facts: [IncomingFact], of document: IncomingDocument, by actor: String, at now: UTCInstant
    ) async throws -> (document: IncomingDocument, events: [OutgoingEvent]) {
        guard !facts.isEmpty else { return (document, []) }
        let recorded = facts.enumerated().map { index, fact in
            RecordedIncoming(position: document.position + 1 + index, fact: fact, actor: actor, at: now)
        }
        let changed = document.recording(facts, by: actor, at: now)
        try await IncomingStore(session: self.transaction).record(recorded, of: changed, at: now)
        var ended = document.tasks(endedBy: changed, actor: actor)
        // Cooperation ends with the lead's work; a report is what somebody who cooperates does.
        if case .reported = facts[0] { ended += document.tasks.filter { $0.kind == .cooperation && $0.officers.contains(actor) } }
        try await IncomingOversightStore(session: self.transaction).record(ended, of: changed, by: actor, now: now)
        return (changed, try recorded.map { try self.events.progressed($0, changed) })
    }

    /// Takes in a new document.
    ///
    /// - Returns: The document and what is to be told; nil when it is here already.
    func take(
        _ head: IncomingHead, id: Identifier, under reception: Reception, by actor: String, at now: UTCInstant,
        key: IncomingStore.Key? = nil
    ) async throws -> (document: IncomingDocument, events: [OutgoingEvent])? {
        let recorded = RecordedIncoming(position: 1, fact: .arrived(head: head), actor: actor, at: now)
        let document = try IncomingDocument(id: id, reception: reception, facts: [recorded])
        let store = IncomingStore(session: self.transaction)
        guard try await store.insert(document, key: key) else { return nil }
        try await store.record([recorded], of: document, at: now)
        return (document, [try self.events.progressed(recorded, document)])
    }
}
