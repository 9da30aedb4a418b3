import HosoProto

/// One line of "incomplete because …".
struct IncompletenessBody: Encodable {
    let kind: String
    let key: String
    let ordinal: Int32
    let documentTitle: String
    let sentenceVi: String
    let sentenceEn: String
    let officer: String
    let unit: String
    let dueOn: String?

    init(_ wire: Hoso_Records_V1_Incompleteness) {
        self.kind = wire.kind
        self.key = wire.key
        self.ordinal = wire.ordinal
        self.documentTitle = wire.documentTitle
        self.sentenceVi = wire.sentenceVi
        self.sentenceEn = wire.sentenceEn
        self.officer = wire.officerCode
        self.unit = wire.unit
        self.dueOn = WireForm.day(wire.dueOn, if: wire.hasDueOn)
    }
}

/// Answer of `GET /v1/records/{id}/review`.
struct ReviewBody: Encodable {
    let record: WorkRecordBody
    let details: RecordDetailsBody
    let gaps: [IncompletenessBody]

    init(_ wire: Hoso_Records_V1_ReviewRecordResponse) {
        self.record = WorkRecordBody(wire.record)
        self.details = RecordDetailsBody(wire.details)
        self.gaps = wire.gaps.map(IncompletenessBody.init)
    }
}

/// Answer of `GET /v1/tasks`.
struct TasksBody: Encodable {
    struct Task: Encodable {
        let id: String?
        let recordId: String?
        let fileCode: String
        let recordTitle: String
        let agencyCode: String
        let openedAt: String?
        let incompleteness: IncompletenessBody
    }

    let tasks: [Task]
    let nextAfter: String?

    init(_ wire: Hoso_Records_V1_ListTasksResponse) {
        self.tasks = wire.tasks.map {
            Task(
                id: WireForm.id($0.id), recordId: WireForm.id($0.recordID), fileCode: $0.fileCode, recordTitle: $0.recordTitle,
                agencyCode: $0.agencyCode, openedAt: WireForm.time($0.openedAt, if: $0.hasOpenedAt),
                incompleteness: IncompletenessBody($0.incompleteness))
        }
        self.nextAfter = WireForm.id(wire.nextAfterTaskID)
    }
}
