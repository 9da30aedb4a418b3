/// The 29 types of administrative document.
///
/// Source: Decree 30/2020, article 7; abbreviations from its appendix III.
public enum DocumentType: String, CaseIterable, Codable, Sendable {
    /// Nghị quyết.
    case resolution
    /// Quyết định.
    case decision
    /// Chỉ thị.
    case directive
    /// Quy chế.
    case regulation
    /// Quy định.
    case rules
    /// Thông cáo.
    case communique
    /// Thông báo.
    case announcement
    /// Hướng dẫn.
    case guidance
    /// Chương trình.
    case programme
    /// Kế hoạch.
    case plan
    /// Phương án.
    case option
    /// Đề án.
    case scheme
    /// Dự án.
    case project
    /// Báo cáo.
    case report
    /// Biên bản.
    case minutes
    /// Tờ trình.
    case submission
    /// Hợp đồng.
    case contract
    /// Công văn.
    case officialLetter
    /// Công điện.
    case telegram
    /// Bản ghi nhớ.
    case memorandum
    /// Bản thỏa thuận.
    case agreement
    /// Giấy ủy quyền.
    case authorisation
    /// Giấy mời.
    case invitation
    /// Giấy giới thiệu.
    case introduction
    /// Giấy nghỉ phép.
    case leavePermit
    /// Phiếu gửi.
    case sendingSlip
    /// Phiếu chuyển.
    case transferSlip
    /// Phiếu báo.
    case notificationSlip
    /// Thư công.
    case publicLetter

    /// The letters in the notation; empty for công văn and thư công, which bear none.
    public var abbreviation: String {
        switch self {
        case .resolution: "NQ"
        case .decision: "QĐ"
        case .directive: "CT"
        case .regulation: "QC"
        case .rules: "QyĐ"
        case .communique: "TC"
        case .announcement: "TB"
        case .guidance: "HD"
        case .programme: "CTr"
        case .plan: "KH"
        case .option: "PA"
        case .scheme: "ĐA"
        case .project: "DA"
        case .report: "BC"
        case .minutes: "BB"
        case .submission: "TTr"
        case .contract: "HĐ"
        case .officialLetter, .publicLetter: ""
        case .telegram: "CĐ"
        case .memorandum: "BGN"
        case .agreement: "BTT"
        case .authorisation: "GUQ"
        case .invitation: "GM"
        case .introduction: "GGT"
        case .leavePermit: "GNP"
        case .sendingSlip: "PG"
        case .transferSlip: "PC"
        case .notificationSlip: "PB"
        }
    }

    /// Whether a People's Council or Committee can issue it as legal normative document, which has a series of its own.
    public var mayBeNormative: Bool { self == .resolution || self == .decision }
}
