/// Why a step with an incoming document was not taken.
public enum IncomingRefusal: Error, Hashable, Sendable {
    /// It stands elsewhere, and these can act.
    case outOfOrder(IncomingState, who: [String])
    /// Somebody else takes this step.
    case notYours(who: [String])
    /// It may be a copy of one that is here; whoever registers it all the same says so.
    case maybeDuplicate(arrivalNumbers: [String])
    /// It has its file already, so there is no paper to capture.
    case hasFile
    /// Another scan of it is with digitization.
    case captureRuns
    /// This very scan was refused.
    case scanRefused([String])
    /// Somebody else took a step meanwhile.
    case changedMeanwhile(now: Int)
    /// A state secret brings content along (R74).
    case secret
    /// The agency has no reception.
    case receptionUnknown(agency: String)
    /// The reception contradicts itself.
    case receptionFaulty([String])
    /// Nothing is known under the id.
    case unknown
    /// The caller may not see it; the attempt was recorded.
    case notVisible
    /// Who acts holds no post in the agency that lets him; the attempt was recorded (R75).
    case notEntitled(agency: String)
    /// Who is to get work holds no post in the agency, or not any more.
    case withoutPost(officer: String, agency: String)
    /// The idempotency key was used for something else.
    case keyReused
    /// A book has more entries than fit.
    case tooMany(limit: Int)
    /// A value is missing or malformed.
    case malformed(String)

    /// What is wrong and who can act, in Vietnamese. Holds codes, no names.
    public var vietnamese: String {
        switch self {
        case .outOfOrder(let state, let who): "Văn bản \(state.vietnamese) nên chưa làm được bước này. Người thực hiện: \(Self.list(who))."
        case .notYours(let who): "Bước này không do người yêu cầu thực hiện. Người thực hiện: \(Self.list(who))."
        case .maybeDuplicate(let numbers):
            "Văn bản có thể trùng với văn bản đến \(numbers.joined(separator: ", ")). Văn thư kiểm tra; nếu vẫn đăng ký thì xác nhận."
        case .hasFile: "Văn bản đã có tệp, không cần số hóa bản giấy."
        case .captureRuns: "Một bản quét khác của văn bản đang được số hóa. Hãy chờ kết quả, hoặc hủy nhận dạng bản đó."
        case .scanRefused(let reasons): "Bản quét này không đạt: \(reasons.joined(separator: " ")) Văn thư hãy quét lại."
        case .changedMeanwhile(let now): "Văn bản vừa được người khác thay đổi, nay ở vị trí \(now). Hãy xem lại rồi làm lại."
        case .secret: "Văn bản mật chỉ được lưu số, ký hiệu; không nhập trích yếu, tệp, ý kiến và kết quả."
        case .receptionUnknown(let agency): "Cơ quan \(agency.prefix(35)) chưa khai báo tiếp nhận văn bản đến. Quản trị hãy khai báo."
        case .receptionFaulty(let faults): "Khai báo tiếp nhận có lỗi: \(faults.joined(separator: "; ")). Quản trị hãy sửa."
        case .unknown: "Không có văn bản này."
        case .notVisible: "Người yêu cầu không được xem văn bản này; việc yêu cầu đã được ghi lại. Văn thư có thể cho biết."
        case .notEntitled(let agency):
            "Người yêu cầu không giữ chức vụ được làm việc này tại cơ quan \(agency.prefix(35)); việc yêu cầu đã được ghi lại. Quản trị danh bạ có thể cập nhật."
        case .withoutPost(let officer, let agency):
            "Cán bộ \(officer.prefix(64)) không hoặc không còn giữ chức vụ tại cơ quan \(agency.prefix(35)). Hãy chọn người khác, hoặc quản trị cập nhật danh bạ."
        case .keyReused: "Khóa chống lặp đã được dùng cho một yêu cầu khác."
        case .tooMany(let limit): "Sổ có hơn \(limit) dòng. Hãy chọn khoảng số đến ngắn hơn."
        case .malformed(let field): "Giá trị \(field) thiếu hoặc không đúng dạng."
        }
    }

    /// What is wrong and who can act, in English. Holds codes, no names.
    public var english: String {
        switch self {
        case .outOfOrder(let state, let who): "The document \(state.english), so this step is not taken. Who can act: \(Self.list(who))."
        case .notYours(let who): "Somebody else takes this step. Who can act: \(Self.list(who))."
        case .maybeDuplicate(let numbers):
            "It may be the same as incoming \(numbers.joined(separator: ", ")). The clerk looks; to register it all the same, say so."
        case .hasFile: "The document has its file already; there is no paper to capture."
        case .captureRuns: "Another scan of the document is with digitization. Wait for its outcome, or cancel its recognition."
        case .scanRefused: "This scan was refused by the quality gate. The clerk scans again."
        case .changedMeanwhile(let now): "Somebody else changed the document, now at position \(now). Look at it and do it again."
        case .secret: "Of a state secret only number and notation are kept; no subject, no file, no opinion and no result."
        case .receptionUnknown(let agency): "Agency \(agency.prefix(35)) has no reception. An administrator enters it."
        case .receptionFaulty(let faults): "The reception contradicts itself: \(faults.joined(separator: "; ")). An administrator mends it."
        case .unknown: "There is no such document."
        case .notVisible: "The caller may not see this document; the attempt was recorded. The clerk can help."
        case .notEntitled(let agency):
            "The caller holds no post in agency \(agency.prefix(35)) that lets him do this; the attempt was recorded. The administrator of the directory can mend it."
        case .withoutPost(let officer, let agency):
            "Officer \(officer.prefix(64)) holds no post in agency \(agency.prefix(35)), or not any more. Choose another, or the administrator mends the directory."
        case .keyReused: "The idempotency key was used for another request."
        case .tooMany(let limit): "The book has more than \(limit) entries. Choose fewer arrival numbers."
        case .malformed(let field): "The value \(field) is missing or malformed."
        }
    }

    /// Whether it is a denial of a right, which is kept (R75).
    public var isDenial: Bool {
        switch self {
        case .notYours, .notVisible, .notEntitled: true
        default: false
        }
    }

    private static func list(_ who: [String]) -> String { who.isEmpty ? "—" : who.joined(separator: ", ") }
}
