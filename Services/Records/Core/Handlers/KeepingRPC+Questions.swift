import Clocks
import Foundation
import GRPCCore
import HosoProto
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// The questions about what is kept; they change nothing.
extension KeepingRPC {
    func reviewRecord(
        request: Hoso_Records_V1_ReviewRecordRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ReviewRecordResponse {
        try await RecordsRPC.translating {
            let id = try RecordsWire.identifier(request.recordID, "recordId")
            // One transaction: record, documents and contract of one moment.
            let (record, check) = try await self.keeping.transaction { change -> (WorkRecord, CompletenessCheck) in
                guard let record = try await change.records.find(id: id) else {
                    throw RecordsRefusal.notFound("hồ sơ công việc / work record")
                }
                let refresh = CompletenessRefresh(
                    transaction: change.transaction, identifiers: change.identifiers, now: change.now)
                return (record, try await refresh.check(record))
            }
            return .with {
                $0.record = RecordsWire.message(record)
                $0.details = KeepingWire.message(record.details)
                $0.gaps = (record.state.isOpen ? check.review() : []).map(KeepingWire.message)
                $0.contract = ContractWire.message(check.contract)
            }
        }
    }

    func listTasks(
        request: Hoso_Records_V1_ListTasksRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListTasksResponse {
        try await RecordsRPC.translating {
            let limit = try RecordsRPC.limit(request.limit, usual: 50, most: 200)
            let after = request.afterTaskID.isEmpty ? nil : try RecordsWire.identifier(request.afterTaskID, "afterTaskId")
            let today = self.keeping.clock.now().vietnamDate
            let tasks = try await self.keeping.postgres.withConnection {
                try await TaskStore(session: $0).list(
                    agencyCode: request.agencyCode, officerCode: request.officerCode,
                    dueBefore: request.overdueOnly ? today : nil, after: after, limit: limit)
            }
            return .with {
                $0.tasks = tasks.map(KeepingWire.message)
                if tasks.count == limit, let last = tasks.last { $0.nextAfterTaskID = Data(last.id.bytes) }
            }
        }
    }

    func listExclusions(
        request: Hoso_Records_V1_ListExclusionsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListExclusionsResponse {
        try await RecordsRPC.translating {
            let (entries, broken) = try await self.keeping.postgres.withConnection { connection in
                let ledger = ExclusionStore(session: connection)
                return (
                    try await ledger.list(agencyCode: request.agencyCode, after: request.afterOrdinal), try await ledger.broken()
                )
            }
            return .with {
                $0.exclusions = entries.map(KeepingWire.message)
                $0.brokenOrdinals = broken
                if entries.count == ExclusionStore.page, let last = entries.last { $0.nextAfterOrdinal = last.ordinal }
            }
        }
    }

    func getBacklog(
        request: Hoso_Records_V1_GetBacklogRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_GetBacklogResponse {
        try await RecordsRPC.translating {
            let now = self.keeping.clock.now()
            let window = BacklogForecast.windowDays
            return try await self.keeping.postgres.withConnection { connection in
                let store = BacklogStore(
                    session: connection, agencyCode: request.agencyCode, year: Int(request.year), today: now.vietnamDate)
                let agencies = try await store.agencies()
                let (closed, opened) = try await store.pace(since: now - .seconds(86_400 * window))
                let (kinds, people) = (try await store.kinds(), try await store.people())
                let total = RecordCounters(
                    created: agencies.reduce(0) { $0 + $1.counters.created },
                    complete: agencies.reduce(0) { $0 + $1.counters.complete },
                    transferred: agencies.reduce(0) { $0 + $1.counters.transferred },
                    excluded: agencies.reduce(0) { $0 + $1.counters.excluded },
                    takenIn: agencies.reduce(0) { $0 + $1.counters.takenIn })
                let forecast = BacklogForecast(
                    incomplete: total.incomplete, closedInWindow: closed, openedInWindow: opened)
                return .with {
                    $0.total = KeepingWire.message(
                        total, agency: request.agencyCode, overdue: agencies.reduce(0) { $0 + $1.overdueTasks })
                    $0.agencies = agencies.map {
                        KeepingWire.message($0.counters, agency: $0.agencyCode, overdue: $0.overdueTasks)
                    }
                    $0.kinds = kinds.map(KeepingWire.message)
                    $0.people = people.map(KeepingWire.message)
                    $0.closedInWindow = Int64(closed)
                    $0.openedInWindow = Int64(opened)
                    if let day = forecast.end(from: now.vietnamDate) { $0.forecast = Hoso_Common_V1_Day(day) }
                    $0.today = Hoso_Common_V1_Day(now.vietnamDate)
                    $0.windowDays = Int32(window)
                }
            }
        }
    }

    func listTransfers(
        request: Hoso_Records_V1_ListTransfersRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListTransfersResponse {
        try await RecordsRPC.translating {
            let limit = try RecordsRPC.limit(request.limit, usual: 50, most: 200)
            let after =
                request.afterRecordID.isEmpty ? nil : try RecordsWire.identifier(request.afterRecordID, "afterRecordId")
            let today = self.keeping.clock.now().vietnamDate
            let page = try await self.keeping.transaction { change -> [(record: WorkRecord, closing: ClosingCondition)] in
                var page: [(record: WorkRecord, closing: ClosingCondition)] = []
                let records = try await change.records.toTransfer(agencyCode: request.agencyCode, after: after, limit: limit)
                for record in records { page.append((record, try await change.records.contract(of: record).closing)) }
                return page
            }
            let dues = page.map { record, closing in
                KeepingWire.message(
                    record, dates: self.rules.dates(of: record, closing: closing),
                    standing: self.rules.standing(of: record, closing: closing, on: today))
            }
            return .with {
                $0.transfers = dues.filter { !request.dueOnly || [.soon, .late, .unlawful].contains($0.standing) }
                if page.count == limit, let last = page.last { $0.nextAfterRecordID = Data(last.record.id.bytes) }
            }
        }
    }

    func listRecordActs(
        request: Hoso_Records_V1_ListRecordActsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListRecordActsResponse {
        try await RecordsRPC.translating {
            let id = try RecordsWire.identifier(request.recordID, "recordId")
            let acts = try await self.keeping.postgres.withConnection { try await ActStore(session: $0).list(of: id) }
            return .with { $0.acts = acts.map(KeepingWire.message) }
        }
    }
}
