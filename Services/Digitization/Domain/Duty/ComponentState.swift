/// The digitization state of a component as the national portal counts it (R28).
public enum ComponentState: Int, CaseIterable, Hashable, Sendable {
    /// Chưa số hóa.
    case notDigitized = 0
    /// Được số hóa.
    case digitized = 1
    /// Tái sử dụng từ thành phần hồ sơ khác.
    case reusedFromComponent = 2
    /// Tái sử dụng từ kết quả hồ sơ khác.
    case reusedFromResult = 3

    /// The state of a component for which a paper was captured: digitized only when the paper is stored (R22).
    public init(paper state: PaperState) { self = state.isDigitized ? .digitized : .notDigitized }

    /// The state of a component for which a document of the repository serves again; a letter to the agency serves for none.
    public init?(reusing source: PaperRole) {
        switch source {
        case .component: self = .reusedFromComponent
        case .result: self = .reusedFromResult
        case .incoming: return nil
        }
    }
}
