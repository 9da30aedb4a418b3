import HosoProto

/// Answer of `POST /v1/records/{id}/close`.
struct RecordAnswer: Encodable {
    let record: WorkRecordBody

    init(_ wire: Hoso_Records_V1_CloseRecordResponse) { self.record = WorkRecordBody(wire.record) }
}
