import HosoProto

/// Answer of the routes that change a record.
struct KeptRecordAnswer: Encodable {
    let record: WorkRecordBody
    let details: RecordDetailsBody?

    init(_ record: Hoso_Records_V1_WorkRecord, _ details: Hoso_Records_V1_RecordDetails?) {
        self.record = WorkRecordBody(record)
        self.details = details.map(RecordDetailsBody.init)
    }
}

/// What describes a record beyond its plan entry.
struct RecordDetailsBody: Encodable {
    let keeper: String
    let language: String
    let accessMode: String
    let shelfPlace: String
    let endedOn: String?
    let happened: [String]
    let excluded: Bool

    init(_ wire: Hoso_Records_V1_RecordDetails) {
        self.keeper = wire.keeperCode
        self.language = wire.language
        self.accessMode = wire.accessMode
        self.shelfPlace = wire.shelfPlace
        self.endedOn = WireForm.day(wire.endedOn, if: wire.hasEndedOn)
        self.happened = wire.happened.map { WireForm.word($0) }
        self.excluded = wire.excluded
    }
}

/// Answer of `POST /v1/records/{id}/documents`.
struct FiledAnswer: Encodable {
    let record: WorkRecordBody
    let ordinal: Int32
    let filed: Bool

    init(_ wire: Hoso_Records_V1_FileDocumentResponse) {
        self.record = WorkRecordBody(wire.record)
        self.ordinal = wire.ordinal
        self.filed = wire.filed
    }
}

/// Answer of `POST /v1/records/{id}/hold`.
struct HoldBody: Encodable {
    let held: Bool
}
