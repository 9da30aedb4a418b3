import GatewayDomain
import Hummingbird
import ServiceKit

/// `application/problem+json` (RFC 9457).
struct ProblemDocument: Encodable {
    struct Item: Encodable {
        let pointer: String
        let code: String
        let detail: String
    }

    let type: String
    let title: String
    let status: Int
    let detail: String
    let instance: String
    let code: String
    let mender: String
    let retryable: Bool
    let errors: [Item]?

    /// - Parameters:
    ///   - problem: What failed.
    ///   - instance: Id of this occurrence, as a UUID; operators find it in the log.
    ///   - language: Language of the words.
    init(_ problem: Problem, instance: String, language: Language) {
        let code = "\(problem.failure.code)"
        self.type = "urn:hoso:problem:\(code)"
        self.title = Self.title(problem.failure.code, language)
        self.status = problem.status.code
        self.detail = language == .english ? problem.failure.messageEn : problem.failure.messageVi
        self.instance = "urn:uuid:\(instance)"
        self.code = code
        self.mender = "\(problem.failure.whoCanMend)"
        self.retryable = problem.isRetryable
        let items = Self.items(problem, language)
        self.errors = items.isEmpty ? nil : items
    }

    private static func items(_ problem: Problem, _ language: Language) -> [Item] {
        var items = problem.faults.map {
            Item(pointer: $0.pointer, code: $0.code.rawValue, detail: language == .english ? $0.expectedEn : $0.expectedVi)
        }
        let failure = problem.failure
        if !failure.pointer.isEmpty {
            items.append(
                Item(
                    pointer: FieldPath.jsonPointer(failure.pointer), code: "\(failure.code)",
                    detail: language == .english ? failure.messageEn : failure.messageVi))
        }
        return items
    }

    static func title(_ code: HosoFailure.Code, _ language: Language) -> String {
        let (vi, en) =
            switch code {
            case .invalidArgument: ("Yêu cầu không hợp lệ", "Invalid request")
            case .notFound: ("Không tìm thấy", "Not found")
            case .wrongState: ("Chưa thể thực hiện ở bước này", "Impossible in the present state")
            case .conflict: ("Dữ liệu đã thay đổi", "Changed by somebody else")
            case .keyReused: ("Khóa chống trùng đã dùng cho nội dung khác", "Idempotency key reused")
            case .badFile: ("Tệp không dùng được", "Unusable file")
            case .quality: ("Chất lượng bản quét chưa đạt", "Quality too low")
            case .secret: ("Tài liệu mật không được đưa vào", "State secret refused")
            case .certificate: ("Chứng thư số không dùng được", "Unusable certificate")
            case .unavailable: ("Dịch vụ tạm thời không sẵn sàng", "Temporarily unavailable")
            case .denied: ("Không có quyền", "Not allowed")
            case .internal: ("Lỗi ngoài dự kiến", "Unforeseen failure")
            }
        return language == .english ? en : vi
    }
}
