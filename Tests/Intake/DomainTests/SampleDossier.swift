import Clocks
import IntakeDomain
import Testing

/// Builders for short tests.
enum Sample {
    static func day(_ text: String) throws -> VietnamDate {
        try #require(VietnamDate(iso8601: text))
    }

    static func moment(_ date: String, _ hour: Int = 9, _ minute: Int = 0) throws -> UTCInstant {
        UTCInstant(vietnamDate: try day(date), hour: hour, minute: minute)
    }

    static func identifier(_ last: UInt8) throws -> Identifier {
        try #require(Identifier(bytes: [UInt8](repeating: 0, count: 15) + [last]))
    }

    static func calendar() throws -> WorkingCalendar {
        try WorkingCalendar(
            firstDay: day("2026-01-01"), lastDay: day("2026-12-31"), weeklyDaysOff: [.saturday, .sunday],
            holidays: [], makeUpDays: [],
            workingHours: [
                #require(WorkingHours(opensAtMinute: 420, closesAtMinute: 660)),
                #require(WorkingHours(opensAtMinute: 780, closesAtMinute: 1_020)),
            ])
    }

    static func rule(_ code: String, required: Bool = true, role: PaperRole = .component) -> ComponentRule {
        ComponentRule(
            code: code, name: "Giấy tờ \(code)", paperTypeCode: "paper\(code)", isRequired: required, role: role,
            exemptionCode: nil)
    }

    static func procedure(
        version: Int = 1, from: String = "2026-01-01", until: String? = nil, code: String = "1.002030",
        limit: WorkingTimeLimit = .workingDays(5), cutOff: Int? = nil, name: String = "Đổi giấy phép lái xe",
        components: [ComponentRule] = [rule("TP01"), rule("TP02", required: false), rule("KQ01", role: .result)]
    ) throws -> ProcedureVersion {
        try ProcedureVersion(
            code: code, version: version, name: name, sector: "Đường bộ", competentAgencyCode: "H99.12",
            handlingSection: "Phòng Vận tải", limit: limit, cutOffMinute: cutOff, components: components,
            validity: #require(ValidityPeriod(from: day(from), until: until.map(day))), filingNotation: "01.VT")
    }

    static func dossier(
        brought: [BroughtComponent] = [BroughtComponent(code: "TP01", originals: 1, copies: 0, reuse: nil)],
        procedure: ProcedureVersion? = nil
    ) throws -> Dossier {
        try newDossier(brought: brought, procedure: procedure).open(
            id: identifier(1), code: DossierCode("H99.21-260302-0001"), at: moment("2026-03-02")
        ).dossier
    }

    static func newDossier(
        brought: [BroughtComponent], procedure: ProcedureVersion? = nil
    ) throws -> NewDossier {
        try NewDossier(
            procedure: procedure ?? Sample.procedure(),
            owner: DossierOwner(id: "097176703494", name: "Phạm Thùy Mẫn"),
            channel: .desk,
            places: Places(receipt: "H99.21", support: nil, competent: "H99.12"),
            officerCode: "CB001", assistedBy: nil, brought: brought)
    }

    static func accepted() throws -> Dossier {
        var dossier = try dossier()
        _ = try dossier.accept(
            at: moment("2026-03-02"), by: "CB001", dueAt: moment("2026-03-09", 17),
            handoverDueAt: moment("2026-03-02", 17),
            receipt: SlipFile(sha256: [UInt8](repeating: 7, count: 32), sizeBytes: 10))
        return dossier
    }

    static func offer(_ component: String, role: PaperRole) throws -> ReuseOffer {
        ReuseOffer(
            componentCode: component, documentID: try identifier(9), resultCode: "097176703494.licence.0001",
            title: "Giấy phép lái xe", sourceDossierCode: "H99.21-260101-0007", sourceRole: role,
            storedAt: try moment("2026-01-05"))
    }
}
