import Clocks
import Messaging
import RecordsDomain

/// Describes a record anew; what only other acts may change stays as it is.
struct DescribeRecordHandler: Sendable {
    let keeping: RecordKeeping

    func describe(
        _ id: Identifier, as wished: RecordDetails, expectedVersion: Int64, by officerCode: String
    ) async throws -> WorkRecord {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        return try await self.keeping.change(id) { record, change in
            if let end = wished.endedOn, end > change.now.vietnamDate { throw RecordsRefusal.badValue("endedOn", end.iso8601) }
            var details = wished
            details.excluded = record.details.excluded
            details.hold = record.details.hold
            details.keptBackUntil = record.details.keptBackUntil
            details.archivedOn = record.details.archivedOn
            _ = try record.describe(details, expectedVersion: expectedVersion)
            return []
        }
    }
}
