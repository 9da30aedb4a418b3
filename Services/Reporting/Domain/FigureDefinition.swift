/// What a figure counts above and below the line.
public struct FigureDefinition: Hashable, Sendable {
    /// Stable name.
    public let name: String
    /// Version of this definition; a report names it (R61).
    public let version: Int
    /// What it says, in Vietnamese.
    public let titleVi: String
    /// What it says, in English.
    public let titleEn: String
    /// Measure above the line.
    public let numerator: Measure
    /// Measure below the line; nil for a plain count.
    public let denominator: Measure?

    /// Every figure of this release, in the order in which reports show them.
    ///
    /// A dossier or record counts in the month in which it was received or opened, above the line as well as below, so
    /// that a ratio never exceeds one and a later step moves the figure of the month it belongs to. A desk counts as it stood at
    /// the end of the month.
    public static let all: [FigureDefinition] = [
        FigureDefinition(
            name: "dossiersReceived", titleVi: "Hồ sơ đã tiếp nhận", titleEn: "Dossiers received",
            numerator: .dossierReceived),
        FigureDefinition(
            name: "dossiersCapturedUnsigned", titleVi: "Hồ sơ mới sao chụp, chưa ký số", titleEn: "Dossiers captured, not signed",
            numerator: .dossierCapturedOnly, denominator: .dossierReceived),
        FigureDefinition(
            name: "dossiersDigitized", titleVi: "Hồ sơ đã số hóa (ký, bóc tách, cấp mã, lưu kho)",
            titleEn: "Dossiers digitized (signed, extracted, coded, stored)", numerator: .dossierDigitized,
            denominator: .dossierReceived),
        FigureDefinition(
            name: "dossiersWithElectronicResult", titleVi: "Hồ sơ có kết quả điện tử", titleEn: "Dossiers with an electronic result",
            numerator: .dossierWithResult, denominator: .dossierReceived),
        FigureDefinition(
            name: "dossiersReusing", titleVi: "Hồ sơ tái sử dụng giấy tờ đã số hóa", titleEn: "Dossiers that reuse digitized papers",
            numerator: .dossierReusing, denominator: .dossierReceived),
        FigureDefinition(
            name: "dossiersAskingAgain", titleVi: "Hồ sơ yêu cầu nộp lại giấy tờ kho đã có, trên số hồ sơ có giấy tờ trong kho",
            titleEn: "Dossiers asking again for a held paper, of those with a held paper", numerator: .dossierAskingAgain,
            denominator: .dossierWithHeldPaper),
        Self.askedAgain("Expired", "giấy tờ hết hiệu lực", "no longer valid", .askedAgainExpired),
        Self.askedAgain("Changed", "nội dung đã thay đổi", "content changed", .askedAgainChanged),
        Self.askedAgain("Unreadable", "bản lưu không đọc được", "copy unreadable", .askedAgainUnreadable),
        Self.askedAgain("Law", "pháp luật yêu cầu", "demanded by law", .askedAgainLaw),
        Self.askedAgain("Doubted", "nghi ngờ tính xác thực", "doubted", .askedAgainDoubted),
        Self.askedAgain("Voluntary", "chủ hồ sơ tự nộp", "brought voluntarily", .askedAgainVoluntary),
        Self.askedAgain("Other", "lý do khác", "another reason", .askedAgainOther),
        FigureDefinition(
            name: "recordsComplete", titleVi: "Hồ sơ công việc hoàn chỉnh trên số đã lập",
            titleEn: "Work records complete, of those created", numerator: .recordComplete, denominator: .recordCreated),
        FigureDefinition(
            name: "recordsTransferred", titleVi: "Hồ sơ công việc đã nộp lưu trên số hoàn chỉnh",
            titleEn: "Work records transferred to the archive, of those complete", numerator: .recordTransferred,
            denominator: .recordComplete),
        FigureDefinition(
            name: "recordsExcluded", titleVi: "Hồ sơ công việc đã lập được loại trừ", titleEn: "Work records opened and excluded",
            numerator: .recordExcluded),
        FigureDefinition(
            name: "recordsTakenIn", titleVi: "Hồ sơ tiếp nhận từ nơi khác (gói lưu trữ, dữ liệu 2019)",
            titleEn: "Work records taken in from elsewhere (archive packages, 2019 data)", numerator: .recordTakenIn),
        FigureDefinition(
            name: "desksEquipped", titleVi: "Bàn số hóa đủ máy quét và phần mềm", titleEn: "Digitization desks with scanner and software",
            numerator: .deskEquipped, denominator: .deskRecorded),
        FigureDefinition(
            name: "desksTrained", titleVi: "Bàn số hóa có người làm, tất cả đã tập huấn",
            titleEn: "Digitization desks with people, all of them trained", numerator: .deskTrained, denominator: .deskRecorded),
    ]

    /// One reason among the dossiers that ask again.
    private static func askedAgain(_ reason: String, _ vi: String, _ en: String, _ measure: Measure) -> FigureDefinition {
        FigureDefinition(
            name: "askedAgain\(reason)", titleVi: "… yêu cầu nộp lại vì \(vi)", titleEn: "… asked again: \(en)",
            numerator: measure, denominator: .dossierAskingAgain)
    }

    private init(
        name: String, titleVi: String, titleEn: String, numerator: Measure, denominator: Measure? = nil
    ) {
        self.name = name
        self.version = 1
        self.titleVi = titleVi
        self.titleEn = titleEn
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The definition of a name.
    public static func named(_ name: String) -> FigureDefinition? { Self.all.first { $0.name == name } }
}
