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
        side: Hoso_Reporting_V1_EvidenceSide, month: ReportMonth, agency: String, names: DirectoryNames
    ) {
        let query = Self.query(month: month, agency: agency)
        self.title = figureTitle
        self.side = side == .numerator ? "Tử số" : "Mẫu số"
        self.monthShown = month.display
        self.agencyShown = agency.isEmpty ? "toàn tỉnh" : names.agency(agency)
        self.back = "/bao-cao?\(query)"
        self.items = wire.items.map { item in
            // Only dossiers have a page; what else is counted is shown by its code.
            let path = DossierCode.isOne(item.code) ? "/ho-so/\(PagePath.segment(item.code))" : nil
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
