import HosoProto

/// A paper while its pages are brought into order.
struct CaptureBody: Encodable {
    let id: String?
    let state: String
    let dossierId: String?
    let dossierCode: String
    let componentCode: String
    let paperTypeCode: String
    let role: String
    let ownerId: String
    let agencyCode: String
    let title: String
    let minimumDpi: Int32
    let files: [CaptureFileBody]
    let pages: [CapturePageBody]
    let revision: Int64
    let paperId: String?
    let openedAt: String?

    init(_ wire: Hoso_Digitization_V1_Capture) {
        self.id = WireForm.id(wire.id)
        self.state = WireForm.word(wire.state)
        self.dossierId = WireForm.id(wire.dossierID)
        self.dossierCode = wire.dossierCode
        self.componentCode = wire.componentCode
        self.paperTypeCode = wire.paperTypeCode
        self.role = WireForm.word(wire.role)
        self.ownerId = wire.ownerID
        self.agencyCode = wire.agencyCode
        self.title = wire.title
        self.minimumDpi = wire.minimumDpi
        self.files = wire.files.map(CaptureFileBody.init)
        self.pages = wire.pages.map(CapturePageBody.init)
        self.revision = wire.revision
        self.paperId = WireForm.id(wire.paperID)
        self.openedAt = WireForm.time(wire.openedAt, if: wire.hasOpenedAt)
    }
}
