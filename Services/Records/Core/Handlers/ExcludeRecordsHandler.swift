import Clocks
import Messaging
import RecordsDomain

/// Writes into the ledger of records that do not count, and takes a record of the suite out of the count (R46, R74).
struct ExcludeRecordsHandler: Sendable {
    let keeping: RecordKeeping

    /// - Parameter make: Makes the entry at the time of the transaction.
    /// - Throws: ``RecordsRefusal/notFound(_:)``, ``RecordsRefusal/wrongState(_:_:)``.
    func exclude(
        _ make: @Sendable (UTCInstant) throws(RecordsRefusal) -> Exclusion
    ) async throws -> ExclusionStore.Sealed {
        try await self.keeping.transaction { change in
            let exclusion = try make(change.now)
            let ledger = ExclusionStore(session: change.transaction)
            if let known = try await ledger.find(id: exclusion.id) { return known }
            var told: [OutgoingEvent] = []
            var key = exclusion.agencyCode
            if !exclusion.fileCode.isEmpty {
                guard let found = try await change.records.find(fileCode: exclusion.fileCode),
                    var record = try await change.records.find(id: found.id, locked: true),
                    record.agencyCode == exclusion.agencyCode, record.year == exclusion.year
                else { throw RecordsRefusal.notFound("hồ sơ / record \(exclusion.fileCode)") }
                try record.exclude()
                try await change.records.update(record)
                told += try await self.keeping.refresh(record, change)
                key = RecordsEvents.key(record)
            }
            let sealed = try await ledger.append(exclusion)
            told.append(try change.events.excluded(sealed, key: key))
            try await self.keeping.eventLog.append(told, in: change.transaction)
            return sealed
        }
    }
}
