import HosoProto

/// Answer of `GET /v1/records`.
struct RecordsBody: Encodable {
    let records: [WorkRecordBody]
    let nextAfter: String?

    init(_ wire: Hoso_Records_V1_ListRecordsResponse) {
        self.records = wire.records.map(WorkRecordBody.init)
        self.nextAfter = WireForm.id(wire.nextAfterRecordID)
    }
}
