import Clocks
import Messaging
import Postgres
import RecordsDomain

/// Closes a record, which makes it complete (R46, R47).
struct CloseRecordHandler: Sendable {
    let keeping: RecordKeeping

    func close(
        _ id: Identifier, expectedVersion: Int64, confirmed: RetentionPeriod, by officerCode: String
    ) async throws -> WorkRecord {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        return try await self.keeping.change(id) { record, change in
            let closedNow = try record.close(
                expectedVersion: expectedVersion, confirmed: confirmed, contract: await change.records.contract(of: record),
                documents: await change.records.documents(of: id),
                expected: await change.records.expectedPapers(dossierCode: record.dossierCode), at: change.now)
            guard closedNow else { return [] }
            try await change.records.update(record, closedBy: officerCode)
            return [try change.events.closed(record, by: officerCode)]
        }
    }
}
