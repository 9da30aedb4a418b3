import Clocks
import Postgres
import SigningDomain

/// Hands what a leaver has, or will have, to do with running documents to a successor, whole (R59).
struct HandOverWorkHandler: Sendable {
    /// How many documents are looked through at once.
    static let pageSize = 500

    let tools: SigningTools

    /// Hands over an officer's part in every running document of an agency, in one transaction.
    ///
    /// - Returns: How many documents changed hands.
    func handle(agency: String, from: String, to: String, reason: String, by officer: String) async throws -> Int {
        guard !agency.isEmpty, !from.isEmpty, !to.isEmpty, from != to else { throw DocumentRefusal.malformed("to_code") }
        let access = DocumentAccess(tools: self.tools)
        try await access.checkAdministrator(officer, of: agency, leaver: from)
        try await access.checkTakers([to], in: agency)
        return try await self.tools.postgres.withTransaction { transaction in
            let work = WorkStore(session: transaction)
            let recorder = DocumentRecorder(tools: self.tools, transaction: transaction)
            var count = 0
            var after = Identifier.minimum
            // In the order of the ids, so that two hand-overs at once do not wait for each other in a circle.
            while true {
                let page = try await work.running(agency: agency, after: after, limit: Self.pageSize)
                guard let last = page.last else { return count }
                for id in page {
                    let document = try await recorder.held(id)
                    guard document.awaits(from) else { continue }
                    let facts = try document.handOver(from: from, to: to, reason: reason)
                    _ = try await recorder.record(facts, of: document, by: officer, at: self.tools.clock.now())
                    count += 1
                }
                after = last
            }
        }
    }
}
