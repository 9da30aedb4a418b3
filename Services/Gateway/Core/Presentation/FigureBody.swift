import HosoProto

/// One figure; `ratio` is left out where the denominator is zero (R63).
struct FigureBody: Encodable {
    let name: String
    let titleVi: String
    let titleEn: String
    let numerator: Int64
    let denominator: Int64?
    let ratio: Double?
    let definitionVersion: Int32

    init(_ wire: Hoso_Reporting_V1_Figure) {
        self.name = wire.name
        self.titleVi = wire.titleVi
        self.titleEn = wire.titleEn
        self.numerator = wire.numerator
        self.denominator = wire.hasDenominator ? wire.denominator.value : nil
        self.ratio =
            wire.hasDenominator && wire.denominator.value > 0
            ? Double(wire.numerator) / Double(wire.denominator.value) : nil
        self.definitionVersion = wire.definitionVersion
    }
}
