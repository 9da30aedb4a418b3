import Clocks
import Postgres
import SigningDomain

/// Hands what waits for a leaver to a successor, whole (R59).
struct HandOverWorkHandler: Sendable {
    /// Most documents that change hands in one transaction.
    static let limit = 5_000

    let tools: SigningTools

    /// Hands over everything that waits for an officer in an agency, in one transaction.
    ///
    /// - Returns: How many documents changed hands.
    func handle(agency: String, from: String, to: String, reason: String, by officer: String) async throws -> Int {
        guard !agency.isEmpty, !from.isEmpty, !to.isEmpty, from != to else { throw DocumentRefusal.malformed("to_code") }
        return try await self.tools.postgres.withTransaction { transaction in
            let ids = try await WorkStore(session: transaction).documents(waitingFor: from, agency: agency, limit: Self.limit)
            let recorder = DocumentRecorder(tools: self.tools, transaction: transaction)
            // In the order of the ids, so that two hand-overs at once do not wait for each other in a circle.
            for id in ids {
                let document = try await recorder.held(id)
                let now = self.tools.clock.now()
                let facts = try document.handOver(from: from, to: to, reason: reason)
                _ = try await recorder.record(facts, of: document, by: officer, at: now)
            }
            return ids.count
        }
    }
}
