import HosoProto

/// An uploaded file of a capture.
struct CaptureFileBody: Encodable {
    let id: String?
    let file: BlobBody
    let kind: String
    let pages: Int32

    init(_ wire: Hoso_Digitization_V1_CaptureFile) {
        self.id = WireForm.id(wire.id)
        self.file = BlobBody(wire.file)
        self.kind = WireForm.word(wire.kind)
        self.pages = wire.pages
    }
}
