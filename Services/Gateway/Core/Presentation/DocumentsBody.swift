import HosoProto

/// Answer of the calls that return documents.
struct DocumentsBody: Encodable {
    let documents: [RepositoryDocumentBody]

    init(_ documents: [Hoso_Records_V1_RepositoryDocument]) { self.documents = documents.map(RepositoryDocumentBody.init) }
}
