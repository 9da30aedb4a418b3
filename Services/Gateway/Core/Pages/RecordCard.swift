import GatewayDomain
import HosoProto

/// The work record on the page of its dossier.
struct RecordCard: Sendable {
    struct Filed: Sendable {
        let title: String
        let path: String?
    }

    let fileCode: String
    let title: String
    let state: String
    let documents: String
    let retention: String
    let filed: [Filed]
    let hasFiled: Bool

    init(_ wire: Hoso_Records_V1_GetRecordResponse) {
        self.fileCode = wire.record.fileCode
        self.title = wire.record.title
        self.state = StateWords.of(wire.record.state)
        self.documents = VietnameseForm.number(Int64(wire.record.documentCount))
        self.retention = wire.record.retentionYears == 0 ? "vĩnh viễn" : "\(wire.record.retentionYears) năm"
        self.filed = wire.documents.map { document in
            Filed(
                title: document.title,
                path: document.hasFile ? FileLink("", document.file, name: "\(document.resultCode).pdf").path : nil)
        }
        self.hasFiled = !wire.documents.isEmpty
    }
}
