import Clocks
import Postgres
import RecordsDomain

/// Enters filing plans and moves them on (R42).
struct FilingPlanHandlers: Sendable {
    let postgres: PostgresClient
    let clock: any UTCClock

    /// Enters a draft or replaces one; the same content changes nothing.
    func importPlan(_ plan: FilingPlan, by officerCode: String) async throws -> (plan: FilingPlan, changed: Bool) {
        let now = self.clock.now()
        return try await self.postgres.withTransaction { transaction in
            let store = FilingPlanStore(session: transaction)
            guard var current = try await store.find(agencyCode: plan.agencyCode, year: plan.year, locked: true) else {
                try await store.save(plan, entriesChanged: true, by: officerCode, at: now)
                return (plan, true)
            }
            guard try current.replace(with: plan) else { return (current, false) }
            try await store.save(current, entriesChanged: true, by: officerCode, at: now)
            return (current, true)
        }
    }

    /// Moves a plan to its next state.
    func change(agencyCode: String, year: Int, to state: FilingPlanState, by officerCode: String) async throws -> FilingPlan {
        let now = self.clock.now()
        return try await self.postgres.withTransaction { transaction in
            let store = FilingPlanStore(session: transaction)
            var plan = try await Self.required(store.find(agencyCode: agencyCode, year: year, locked: true), agencyCode, year)
            try plan.advance(to: state)
            try await store.save(plan, entriesChanged: false, by: officerCode, at: now)
            return plan
        }
    }

    func find(agencyCode: String, year: Int) async throws -> FilingPlan {
        try await self.postgres.withConnection { connection in
            try await Self.required(
                FilingPlanStore(session: connection).find(agencyCode: agencyCode, year: year), agencyCode, year)
        }
    }

    private static func required(
        _ plan: FilingPlan?, _ agencyCode: String, _ year: Int
    ) throws(RecordsRefusal) -> FilingPlan {
        guard let plan else { throw .notFound("danh mục hồ sơ / filing plan \(agencyCode) \(year)") }
        return plan
    }
}
