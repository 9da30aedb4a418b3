import HosoProto

/// Answer of `POST /v1/papers/{id}/extract`.
struct FieldsBody: Encodable {
    let fields: [FieldValueBody]

    init(_ wire: Hoso_Digitization_V1_ExtractFieldsResponse) { self.fields = wire.fields.map(FieldValueBody.init) }
}
