import Clocks
import Postgres
import SigningDomain

/// Shows a document to those who may see it, and records that it was seen (R75, R76).
struct GetDocumentHandler: Sendable {
    /// A document with its history.
    struct Answer: Sendable {
        let document: OutgoingDocument
        let history: [RecordedFact]
        let views: [DocumentViewStore.View]
    }

    let tools: SigningTools

    /// Shows a document.
    ///
    /// - Throws: ``DocumentRefusal/unknown``; ``DocumentRefusal/notVisible`` after the attempt was recorded.
    func handle(_ id: Identifier, for officer: String) async throws -> Answer {
        let now = self.tools.clock.now()
        let isEmployed = try await DocumentAccess(tools: self.tools).isEmployed(officer)
        let answer: Answer? = try await self.tools.postgres.withTransaction { transaction in
            let store = DocumentStore(session: transaction)
            guard let document = try await store.find(id) else { throw DocumentRefusal.unknown }
            let views = DocumentViewStore(session: transaction)
            let isVisible = isEmployed && document.isVisible(to: officer)
            try await views.note(
                DocumentViewStore.View(officer: officer, position: document.position, isRefused: !isVisible, at: now), of: id)
            guard isVisible else { return nil }
            let history = try await store.facts(of: id).filter { $0.position <= document.position }
            return Answer(document: document, history: history, views: try await views.list(of: id))
        }
        guard let answer else { throw DocumentRefusal.notVisible }
        return answer
    }
}
