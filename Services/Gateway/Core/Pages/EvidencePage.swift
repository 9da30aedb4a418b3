import GatewayDomain
import HosoProto

/// What `/bao-cao/{figure}/{side}` shows.
struct EvidencePage: Sendable {
    struct Row: Sendable {
        let code: String
        let path: String?
        let event: String
    }

    let title: String
    let side: String
    let monthShown: String
    let agencyShown: String
    let back: String
    let items: [Row]
    let hasItems: Bool
    let next: String?

    init(
        _ wire: Hoso_Reporting_V1_GetEvidenceResponse, figure: String, figureTitle: String,
        side: Hoso_Reporting_V1_EvidenceSide, month: ReportMonth, agency: String
    ) {
        let query = Self.query(month: month, agency: agency)
        self.title = figureTitle
        self.side = side == .numerator ? "Tử số" : "Mẫu số"
        self.monthShown = month.display
        self.agencyShown = agency.isEmpty ? "toàn tỉnh" : "cơ quan \(agency)"
        self.back = "/bao-cao?\(query)"
        self.items = wire.items.map { item in
            // A file code has a slash, a dossier code has none; only dossiers have a page.
            let path = item.code.contains("/") ? nil : "/ho-so/\(PagePath.segment(item.code))"
            return Row(code: item.code, path: path, event: WireForm.id(item.eventID) ?? "–")
        }
        self.hasItems = !wire.items.isEmpty
        self.next =
            wire.nextAfterCode.isEmpty
            ? nil
            : "/bao-cao/\(PagePath.segment(figure))/\(WireForm.word(side))?\(query)&sau=\(PagePath.segment(wire.nextAfterCode))"
    }

    /// The choice of month and agency, as links carry it.
    static func query(month: ReportMonth, agency: String) -> String {
        "thang=\(month.iso8601)&co-quan=\(PagePath.segment(agency))"
    }
}
