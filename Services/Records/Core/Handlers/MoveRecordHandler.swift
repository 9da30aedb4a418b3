import Clocks
import Messaging
import RecordsDomain

/// Takes a closed record a step further, and freezes or releases it (R46, R48, R54).
struct MoveRecordHandler: Sendable {
    let keeping: RecordKeeping
    let rules: TransferRules

    func move(_ id: Identifier, _ step: RecordStep, expectedVersion: Int64, by officerCode: String) async throws -> WorkRecord {
        try await self.keeping.change(id) { record, change in
            guard record.version == expectedVersion else {
                throw RecordsRefusal.changedMeanwhile(expected: expectedVersion, actual: record.version)
            }
            let contract = try await change.records.contract(of: record)
            let answered: String =
                switch step {
                case .accept: RecordStep.submit.name
                case .destroy: "proposeDestruction"
                case .submit, .returned, .keepBack, .proposeDestruction, .keep: ""
                }
            let predecessor = answered.isEmpty ? "" : try await change.acts.lastOfficer(answered, of: id)
            try record.take(
                step, rules: self.rules, closing: contract.closing, by: officerCode, after: predecessor,
                on: change.now.vietnamDate)
            try await change.note(step.name, reason: step.reason, decision: step.decision, by: officerCode, of: record)
            if case .destroy(let decision) = step {
                try await RemovalStore(session: change.transaction).list(id, decision: decision, by: officerCode, at: change.now)
            }
            return [try change.events.moved(record, step: step, by: officerCode)]
        }
    }

    /// Freezes a record or lets it go.
    func hold(_ id: Identifier, _ hold: Bool, reason: String, by officerCode: String) async throws -> WorkRecord {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        return try await self.keeping.change(id) { record, change in
            if try hold ? record.hold(reason) : record.release(reason) {
                try await change.note(hold ? "hold" : "release", reason: reason, by: officerCode, of: record)
            }
            return []
        }
    }
}
