import HosoProto

/// One value read from a paper (R30).
struct FieldValueBody: Encodable {
    let name: String
    let value: String
    let confidence: Int32
    let page: Int32
    let box: PixelBoxBody?

    init(_ wire: Hoso_Common_V1_FieldValue) {
        self.name = wire.name
        self.value = wire.value
        self.confidence = wire.confidence
        self.page = wire.page
        self.box = wire.hasBox ? PixelBoxBody(wire.box) : nil
    }
}
