import Clocks
import IntakeDomain
import Postgres

/// Takes over a new version of an agency's reception.
struct ImportReceptionHandler: Sendable {
    let postgres: PostgresClient
    let clock: any UTCClock

    /// Takes over a reception; the same content under the same version changes nothing.
    ///
    /// - Returns: Whether it was new.
    /// - Throws: ``IncomingRefusal/receptionFaulty(_:)``, also for a version that is not the next one.
    func handle(_ reception: Reception, by officer: String) async throws -> Bool {
        guard reception.faults.isEmpty else { throw IncomingRefusal.receptionFaulty(reception.faults) }
        let now = self.clock.now()
        return try await self.postgres.withTransaction { transaction in
            let store = ReceptionStore(session: transaction)
            if let known = try await store.find(agency: reception.agency, version: reception.version) {
                guard known == reception else { throw IncomingRefusal.receptionFaulty(["version: \(reception.version) is there"]) }
                return false
            }
            let newest = try await store.newest(agency: reception.agency)?.version ?? 0
            guard reception.version == newest + 1 else { throw IncomingRefusal.receptionFaulty(["version: \(newest + 1) is next"]) }
            guard try await store.insert(reception, by: officer, at: now) else {
                throw IncomingRefusal.receptionFaulty(["version: \(reception.version) is there"])
            }
            return true
        }
    }
}
