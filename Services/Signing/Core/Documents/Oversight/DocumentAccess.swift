import Clocks
import Postgres
import SigningDomain

/// Asks whether somebody may do something with the documents of an agency; a denial is kept (R75).
struct DocumentAccess: Sendable {
    let tools: SigningTools

    /// The agency's newest process, if the rule holds for it.
    ///
    /// - Parameters:
    ///   - subject: What was asked for, a short word that is kept with a denial.
    ///   - rule: Whether the process lets the officer.
    /// - Throws: ``DocumentRefusal/processUnknown(agency:)``; ``DocumentRefusal/notVisible`` after the attempt was recorded.
    @discardableResult
    func check(
        _ officer: String, of agency: String, _ subject: String, _ rule: (DocumentProcess) -> Bool
    ) async throws -> DocumentProcess {
        let found = try await self.tools.postgres.withConnection { try await DocumentProcessStore(session: $0).newest(agency: agency) }
        guard let process = found else { throw DocumentRefusal.processUnknown(agency: agency) }
        guard rule(process) else {
            let now = self.tools.clock.now()
            try await self.tools.postgres.withConnection {
                try await OversightStore(session: $0).deny(officer, "\(subject) \(agency)", at: now)
            }
            throw DocumentRefusal.notVisible
        }
        return process
    }
}
