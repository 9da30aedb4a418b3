/// Why something cannot be done with a paper.
public enum PaperError: Error, Hashable, Sendable {
    /// The step does not follow the present state.
    case stepImpossible(PaperStep, in: PaperState)
    /// The file that was signed is not this paper's e-copy.
    case otherCopySigned
    /// The signature on the copy is not valid.
    case signatureNotValid
    /// A field was confirmed without a name, twice, or with a value that is too long.
    case fieldUnusable(String)
    /// A person's name is missing where a person must confirm (R30).
    case nobodyConfirmed
    /// The scan itself was found bad; only a new scan helps.
    case scanNeedsRepeating
    /// A letter to the agency is captured and no more: it is signed as a copy, and filed as an incoming document.
    case letterEndsCaptured
    /// The paper's owner or type cannot be part of a result code.
    case codePartUnusable(String)

    /// What is wrong and who can act, in Vietnamese.
    public var messageVi: String {
        switch self {
        case .stepImpossible(.propose, in: .captured), .stepImpossible(.confirm, in: .captured):
            "Chưa thể bóc tách dữ liệu: bản sao chưa có chữ ký số của công chức. Người xử lý tiếp: \(PaperActor.officer.nameVi)."
        case .stepImpossible(_, let state):
            "Không thể thực hiện bước này khi giấy tờ ở trạng thái “\(state.nameVi)”. Người xử lý tiếp: \(state.nextActor.nameVi)."
        case .otherCopySigned: "Tệp đã ký không phải là bản sao của giấy tờ này. Hãy ký đúng bản sao."
        case .signatureNotValid: "Chữ ký số trên bản sao không hợp lệ. Hãy ký lại."
        case .fieldUnusable(let name): "Trường dữ liệu “\(name)” thiếu tên, bị lặp hoặc quá dài."
        case .nobodyConfirmed: "Thiếu người đối chiếu và xác nhận dữ liệu."
        case .scanNeedsRepeating: "Bản quét không đạt chất lượng; đưa vào hàng đợi lần nữa không giúp được. Người xử lý tiếp: \(PaperActor.clerk.nameVi)."
        case .letterEndsCaptured:
            "Văn bản đến trên giấy chỉ được sao chụp và nhận dạng; bước này không áp dụng. Người xử lý tiếp: văn thư, tại văn bản đến."
        case .codePartUnusable(let part): "Không cấp được mã kết quả số hóa: \(part) không hợp lệ."
        }
    }

    /// What is wrong and who can act, in English.
    public var messageEn: String {
        switch self {
        case .stepImpossible(.propose, in: .captured), .stepImpossible(.confirm, in: .captured):
            "Fields cannot be extracted before the officer's signature on the copy. Next to act: \(PaperActor.officer.nameEn)."
        case .stepImpossible(_, let state):
            "This step is impossible while the paper is in the state “\(state.nameEn)”. Next to act: \(state.nextActor.nameEn)."
        case .otherCopySigned: "The signed file is not this paper's e-copy. Sign the e-copy."
        case .signatureNotValid: "The signature on the copy is not valid. Sign again."
        case .fieldUnusable(let name): "The field “\(name)” has no name, comes twice or is too long."
        case .nobodyConfirmed: "The person who confirms the fields is missing."
        case .scanNeedsRepeating: "The scan itself is not good enough; another attempt cannot help. Next to act: \(PaperActor.clerk.nameEn)."
        case .letterEndsCaptured:
            "A letter to the agency is captured and recognised, no more; there is no such step. Next to act: the clerk, at the incoming document."
        case .codePartUnusable(let part): "No digitization result code can be made: \(part) is not usable."
        }
    }
}
