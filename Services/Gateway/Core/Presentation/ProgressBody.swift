import HosoProto

/// One line of `GET /v1/papers/{id}/progress`.
struct ProgressBody: Encodable {
    let paper: PaperBody
    let pagesDone: Int32
    let pagesTotal: Int32

    init(_ wire: Hoso_Digitization_V1_WatchPaperResponse) {
        self.paper = PaperBody(wire.paper)
        self.pagesDone = wire.pagesDone
        self.pagesTotal = wire.pagesTotal
    }
}
