import Clocks
import Postgres
import SigningDomain

/// Takes over a new version of an agency's process.
struct ImportProcessHandler: Sendable {
    let tools: SigningTools

    /// Takes over a process; the same content under the same version changes nothing.
    ///
    /// - Returns: Whether it was new.
    /// - Throws: ``DocumentRefusal/processFaulty(_:)``, also for a version that is not the next one.
    func handle(_ process: DocumentProcess, by officer: String) async throws -> Bool {
        guard process.faults.isEmpty else { throw DocumentRefusal.processFaulty(process.faults) }
        let access = DocumentAccess(tools: self.tools)
        try await access.checkAdministrator(officer, of: process.agency)
        try await access.checkTakers(process.workers.sorted(), in: process.agency)
        try await access.checkTakers(process.signers, in: process.agency, roles: DocumentAccess.signing)
        let now = self.tools.clock.now()
        return try await self.tools.postgres.withTransaction { transaction in
            let store = DocumentProcessStore(session: transaction)
            if let known = try await store.find(agency: process.agency, version: process.version) {
                guard known == process else { throw DocumentRefusal.processFaulty(["version: \(process.version) is there"]) }
                return false
            }
            let newest = try await store.newest(agency: process.agency)?.version ?? 0
            guard process.version == newest + 1 else { throw DocumentRefusal.processFaulty(["version: \(newest + 1) is next"]) }
            guard try await store.insert(process, by: officer, at: now) else {
                throw DocumentRefusal.processFaulty(["version: \(process.version) is there"])
            }
            return true
        }
    }
}
