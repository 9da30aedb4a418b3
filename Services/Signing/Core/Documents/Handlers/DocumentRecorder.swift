import Clocks
import Messaging
import Postgres
import SigningDomain

/// Writes what happened to a document, and tells it, in the transaction of the change.
struct DocumentRecorder: Sendable {
    let tools: SigningTools
    let transaction: PostgresTransaction

    /// The document, held until the transaction ends.
    ///
    /// - Throws: ``DocumentRefusal/unknown``.
    func held(_ id: Identifier) async throws -> OutgoingDocument {
        guard let document = try await DocumentStore(session: self.transaction).find(id, locked: true) else {
            throw DocumentRefusal.unknown
        }
        return document
    }

    /// Records facts and returns the document after them; no facts change nothing.
    func record(
        _ facts: [DocumentFact], of document: OutgoingDocument, by actor: String, at now: UTCInstant
    ) async throws -> OutgoingDocument {
        guard !facts.isEmpty else { return document }
        let recorded = facts.enumerated().map { index, fact in
            RecordedFact(position: document.position + 1 + index, fact: fact, actor: actor, at: now)
        }
        let changed = document.recording(facts, by: actor, at: now)
        try await DocumentStore(session: self.transaction).record(recorded, of: changed, at: now)
        let ended = document.tasks(endedBy: changed, actor: actor)
        try await OversightStore(session: self.transaction).record(ended, of: changed, at: changed.position, by: actor, now: now)
        try await self.tell(recorded, of: changed)
        return changed
    }

    /// Tells what was recorded.
    func tell(_ recorded: [RecordedFact], of document: OutgoingDocument) async throws {
        let events = DocumentEvents(identifiers: self.tools.identifiers)
        for fact in recorded {
            // The row of the document is held, so no other transaction appends under this key meanwhile.
            try await self.tools.eventLog.append(try events.events(of: fact, document), in: self.transaction)
        }
    }
}
