import HosoProto

/// Answer of `GET /v1/records/{id}` and of `GET /v1/records?dossier=`.
struct RecordDetailBody: Encodable {
    let record: WorkRecordBody
    let documents: [RepositoryDocumentBody]

    init(_ wire: Hoso_Records_V1_GetRecordResponse) {
        self.record = WorkRecordBody(wire.record)
        self.documents = wire.documents.map(RepositoryDocumentBody.init)
    }
}
