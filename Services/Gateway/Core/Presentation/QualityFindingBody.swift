import HosoProto

/// One finding of the quality gate.
struct QualityFindingBody: Encodable {
    let reason: String
    let page: Int32
    let measured: String
    let demanded: String
    let adviceVi: String
    let adviceEn: String
    let consequence: String

    init(_ wire: Hoso_Digitization_V1_QualityFinding) {
        self.reason = WireForm.word(wire.reason)
        self.page = wire.page
        self.measured = wire.measured
        self.demanded = wire.demanded
        self.adviceVi = wire.adviceVi
        self.adviceEn = wire.adviceEn
        self.consequence = WireForm.word(wire.consequence)
    }
}
