import HosoProto

/// A digitization result code with its parts (R26).
struct ResultCodeBody: Encodable {
    let code: String
    let ownerId: String
    let paperTypeCode: String
    let ordinal: Int64

    init(_ wire: Hoso_Digitization_V1_ResultCode) {
        self.code = wire.code
        self.ownerId = wire.ownerID
        self.paperTypeCode = wire.paperTypeCode
        self.ordinal = wire.ordinal
    }
}
