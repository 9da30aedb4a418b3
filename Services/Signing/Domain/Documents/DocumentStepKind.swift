/// The steps of an outgoing document, in the order of the decree.
///
/// Source: Decree 30/2020, articles 10 to 19.
public enum DocumentStepKind: String, CaseIterable, Codable, Sendable, Comparable {
    /// The draft is written and its opinions are collected, until the drafter submits it.
    case draft
    /// The person who will sign approves the draft (article 11).
    case approval
    /// The head of the drafting unit answers for the content (article 12).
    case contentCheck
    /// The assigned person answers for form and procedure (article 12).
    case formatCheck
    /// The authorised person signs (article 13).
    case signature
    /// The clerk gives number and date (article 15).
    case number
    /// The clerk puts the organisation's signature (article 17).
    case seal
    /// The clerk issues and follows the delivery (article 18).
    case issue

    /// The steps no agency can leave out.
    public static let obligatory: Set<DocumentStepKind> = [.draft, .approval, .signature, .number, .seal, .issue]

    /// Place in the order of the decree.
    public var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Earlier steps come first.
    public static func < (lhs: DocumentStepKind, rhs: DocumentStepKind) -> Bool { lhs.order < rhs.order }

    /// What is to be done, in Vietnamese.
    public var vietnamese: String {
        switch self {
        case .draft: "soạn thảo và lấy ý kiến"
        case .approval: "duyệt bản thảo"
        case .contentCheck: "kiểm tra nội dung"
        case .formatCheck: "kiểm tra thể thức"
        case .signature: "ký số cá nhân"
        case .number: "cấp số, ngày"
        case .seal: "ký số của cơ quan"
        case .issue: "phát hành"
        }
    }

    /// What is to be done, in English.
    public var english: String {
        switch self {
        case .draft: "drafting and opinions"
        case .approval: "approval of the draft"
        case .contentCheck: "check of the content"
        case .formatCheck: "check of the format"
        case .signature: "personal signature"
        case .number: "number and date"
        case .seal: "organisation's signature"
        case .issue: "issue"
        }
    }
}
