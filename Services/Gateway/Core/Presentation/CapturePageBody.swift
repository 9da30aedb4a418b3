import HosoProto

/// A page of a capture, with what the quality gate says of it.
struct CapturePageBody: Encodable {
    let id: String?
    let fileId: String?
    let page: Int32
    let turnDegrees: Int32
    let turnedByPerson: Bool
    let isJudged: Bool
    let findings: [QualityFindingBody]
    let thumbnail: BlobBody?

    init(_ wire: Hoso_Digitization_V1_CapturePage) {
        self.id = WireForm.id(wire.id)
        self.fileId = WireForm.id(wire.fileID)
        self.page = wire.page
        self.turnDegrees = wire.turnDegrees
        self.turnedByPerson = wire.turnedByPerson
        self.isJudged = wire.isJudged
        self.findings = wire.findings.map(QualityFindingBody.init)
        self.thumbnail = BlobBody(wire.thumbnail, if: wire.hasThumbnail)
    }
}
