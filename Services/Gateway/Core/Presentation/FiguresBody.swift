import HosoProto

/// Answer of `GET /v1/reports/{year}/{month}`.
struct FiguresBody: Encodable {
    let figures: [FigureBody]
    let agencyCodes: [String]
    let computedAt: String?

    init(_ wire: Hoso_Reporting_V1_GetFiguresResponse) {
        self.figures = wire.figures.map(FigureBody.init)
        self.agencyCodes = wire.agencyCodes
        self.computedAt = WireForm.time(wire.computedAt, if: wire.hasComputedAt)
    }
}
