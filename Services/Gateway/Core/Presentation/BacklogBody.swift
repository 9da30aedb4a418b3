import HosoProto

/// Answer of `GET /v1/backlog`.
struct BacklogBody: Encodable {
    struct Counters: Encodable {
        let agencyCode: String
        let created: Int64
        let complete: Int64
        let incomplete: Int64
        let transferred: Int64
        let excluded: Int64
        let overdueTasks: Int64

        init(_ wire: Hoso_Records_V1_RecordCounters) {
            self.agencyCode = wire.agencyCode
            self.created = wire.created
            self.complete = wire.complete
            self.incomplete = wire.created - wire.complete
            self.transferred = wire.transferred
            self.excluded = wire.excluded
            self.overdueTasks = wire.overdueTasks
        }
    }

    struct Count: Encodable {
        let name: String
        let tasks: Int64
        let overdue: Int64
        let records: Int64

        init(_ wire: Hoso_Records_V1_TaskCount) {
            self.name = wire.name
            self.tasks = wire.tasks
            self.overdue = wire.overdue
            self.records = wire.records
        }
    }

    let total: Counters
    let agencies: [Counters]
    let kinds: [Count]
    let people: [Count]
    let closedInWindow: Int64
    let openedInWindow: Int64
    let windowDays: Int32
    let today: String?
    let forecast: String?

    init(_ wire: Hoso_Records_V1_GetBacklogResponse) {
        self.total = Counters(wire.total)
        self.agencies = wire.agencies.map(Counters.init)
        self.kinds = wire.kinds.map(Count.init)
        self.people = wire.people.map(Count.init)
        self.closedInWindow = wire.closedInWindow
        self.openedInWindow = wire.openedInWindow
        self.windowDays = wire.windowDays
        self.today = WireForm.day(wire.today, if: wire.hasToday)
        self.forecast = WireForm.day(wire.forecast, if: wire.hasForecast)
    }
}
