/// Where a document stands.
public enum DocumentState: Hashable, Sendable {
    /// This step is due.
    case due(DocumentStepKind)
    /// It is out.
    case issued
    /// It was recalled; what it was is kept.
    case recalled
    /// It was given up.
    case abandoned

    /// The stored word.
    public var word: String {
        switch self {
        case .due(let kind): kind.rawValue
        case .issued: "issued"
        case .recalled: "recalled"
        case .abandoned: "abandoned"
        }
    }

    /// In Vietnamese.
    public var vietnamese: String {
        switch self {
        case .due(let kind): "chờ \(kind.vietnamese)"
        case .issued: "đã phát hành"
        case .recalled: "đã thu hồi"
        case .abandoned: "đã hủy bản thảo"
        }
    }

    /// In English.
    public var english: String {
        switch self {
        case .due(let kind): "waits for \(kind.english)"
        case .issued: "issued"
        case .recalled: "recalled"
        case .abandoned: "given up"
        }
    }
}
