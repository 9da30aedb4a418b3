import Clocks
import GatewayDomain
import HosoProto
import ServiceKit

/// What `/bao-cao` shows.
struct ReportPage: Sendable {
    /// A desk with what it has to work with (V-14, V-20).
    struct DeskRow: Sendable {
        let agency: String
        let desk: String
        let scanners: String
        let software: String
        let people: String
        let lacks: String
    }

    struct Row: Sendable {
        let title: String
        let numerator: String
        let numeratorPath: String
        let denominator: String?
        let denominatorPath: String
        let ratio: String
        let version: Int32
    }

    let title: String
    let monthShown: String
    let agencyShown: String
    let months: [Choice]
    let agencies: [Choice]
    let figures: [Row]
    let hasFigures: Bool
    let desks: [DeskRow]
    let hasDesks: Bool
    let computed: String

    /// How many months back the chooser goes.
    private static let monthsOffered = 24

    init(
        _ wire: Hoso_Reporting_V1_GetFiguresResponse, desks: [Hoso_Digitization_V1_DeskEquipment], month: ReportMonth, agency: String,
        today: VietnamDate, names: DirectoryNames
    ) {
        self.title = "Báo cáo tháng \(month.display)"
        self.monthShown = month.display
        self.agencyShown = agency.isEmpty ? "toàn tỉnh" : names.agency(agency)
        self.months = Self.months(chosen: month, today: today)
        let codes = wire.agencyCodes.contains(agency) || agency.isEmpty ? wire.agencyCodes : [agency] + wire.agencyCodes
        self.agencies =
            [Choice(value: "", label: "Toàn tỉnh", isChosen: agency.isEmpty)]
            + codes.map { Choice(value: $0, label: names.agency($0), isChosen: $0 == agency) }
        self.figures = wire.figures.map { Self.row($0, month: month, agency: agency) }
        self.desks = desks.map { desk in
            DeskRow(
                agency: names.agency(desk.agencyCode), desk: desk.desk, scanners: VietnameseForm.number(Int64(desk.scanners)),
                software: desk.software.isEmpty ? "–" : desk.software,
                people: "\(desk.people) (đã tập huấn \(desk.trained), có chữ ký số \(desk.withSignature))",
                lacks: desk.lacks.isEmpty ? "đủ" : "thiếu: " + desk.lacks.map(Self.words).joined(separator: ", "))
        }
        self.hasDesks = !desks.isEmpty
        self.hasFigures = !wire.figures.isEmpty
        self.computed = wire.hasComputedAt ? wire.computedAt.instant.map(VietnameseForm.exactTime) ?? "–" : "–"
    }

    private static func words(_ lack: Hoso_Digitization_V1_DeskLack) -> String {
        switch lack {
        case .scanner: "máy quét"
        case .software: "phần mềm quét"
        case .people: "người làm"
        case .training: "tập huấn"
        case .signature: "chữ ký số cá nhân"
        case .unspecified, .UNRECOGNIZED: "khác"
        }
    }

    private static func row(_ figure: Hoso_Reporting_V1_Figure, month: ReportMonth, agency: String) -> Row {
        let query = EvidencePage.query(month: month, agency: agency)
        let path = "/bao-cao/\(PagePath.segment(figure.name))"
        return Row(
            title: figure.titleVi, numerator: VietnameseForm.number(figure.numerator),
            numeratorPath: "\(path)/numerator?\(query)",
            denominator: figure.hasDenominator ? VietnameseForm.number(figure.denominator.value) : nil,
            denominatorPath: "\(path)/denominator?\(query)", ratio: Self.ratio(figure), version: figure.definitionVersion)
    }

    /// The ratio; a denominator of zero is neither 0 nor 100 % (R63), a plain count has none.
    private static func ratio(_ figure: Hoso_Reporting_V1_Figure) -> String {
        guard figure.hasDenominator else { return "–" }
        return VietnameseForm.percentage(figure.numerator, of: figure.denominator.value) ?? "không áp dụng"
    }

    private static func months(chosen: ReportMonth, today: VietnamDate) -> [Choice] {
        var (year, month) = (today.year, today.month)
        var months: [ReportMonth] = []
        for _ in 0..<Self.monthsOffered {
            if let next = ReportMonth(year: "\(year)", month: "\(month)") { months.append(next) }
            (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1)
        }
        if !months.contains(chosen) { months.append(chosen) }
        return months.map { Choice(value: $0.iso8601, label: $0.display, isChosen: $0 == chosen) }
    }
}
