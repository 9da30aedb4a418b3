/// Who can bring a paper on.
public enum PaperActor: String, CaseIterable, Hashable, Sendable {
    /// The quality gate, by itself.
    case qualityGate
    /// The clerk at the scanner.
    case clerk
    /// The officer with a signature.
    case officer
    /// The person who compares fields and paper.
    case confirmer
    /// The digitization service, by itself.
    case service
    /// The records service, by itself.
    case repository
    /// Nobody.
    case nobody

    /// In Vietnamese.
    public var nameVi: String {
        switch self {
        case .qualityGate: "khâu kiểm tra chất lượng (tự động)"
        case .clerk: "người quét giấy tờ"
        case .officer: "công chức có chữ ký số cá nhân"
        case .confirmer: "người đối chiếu dữ liệu"
        case .service: "hệ thống số hóa (tự động)"
        case .repository: "kho dữ liệu (tự động)"
        case .nobody: "không ai"
        }
    }

    /// In English.
    public var nameEn: String {
        switch self {
        case .qualityGate: "the quality gate (by itself)"
        case .clerk: "the clerk at the scanner"
        case .officer: "the officer with a personal digital signature"
        case .confirmer: "the person who compares the fields with the paper"
        case .service: "the digitization service (by itself)"
        case .repository: "the repository (by itself)"
        case .nobody: "nobody"
        }
    }
}
