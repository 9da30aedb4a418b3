import Clocks

extension IncomingFact {
    /// What happened, in Vietnamese.
    public var vietnamese: String {
        switch self {
        case .arrived(let head): "văn bản \(head.notation) của \(head.authorName) đến"
        case .registered(let number, let verdict, let despite):
            "đăng ký số đến \(number.number)/\(number.year)\(despite.isEmpty ? "" : ", đã kiểm tra trùng"). \(verdict)"
        case .captureBegun(_, let scan): "đưa bản quét \(scan.prefix(12)) vào số hóa"
        case .captureRefused(_, let reasons): "bản quét không đạt: \(reasons.joined(separator: " "))"
        case .captured(_, _, _, let pages): "đã số hóa bản giấy: \(pages) trang, có bản điện tử và văn bản nhận dạng"
        case .directed(let assignments, let opinion, let deadline):
            "chỉ đạo: \(assignments.map(Self.text).joined(separator: ", ")); hạn \(deadline.vietnamISO8601). \(opinion)"
        case .reported(let text): "báo cáo tiến độ: \(text)"
        case .transferred(let assignment, let reason): "chuyển cho \(Self.text(assignment)): \(reason)"
        case .finished(let result, _): "giải quyết xong: \(result)"
        case .answered(_, let notation): "đã có văn bản trả lời \(notation)"
        case .sentBack(let reason): "trả lại nơi gửi: \(reason)"
        case .recalled(let reason): "nơi gửi thu hồi: \(reason)"
        case .removed: "gỡ bỏ theo thu hồi"
        case .related(let kind, let other): "\(kind == "corrects" ? "được đính chính" : "được thay thế") bởi \(other)"
        case .strengthened(_, let former): "nhận bản có chữ ký số được bổ sung chứng cứ lâu dài, thay cho bản \(former.prefix(12))"
        case .handedOver(let from, let to, let reason): "bàn giao từ \(from) cho \(to): \(reason)"
        }
    }

    private static func text(_ assignment: IncomingAssignment) -> String {
        let who = assignment.officer.isEmpty ? assignment.unit : assignment.officer
        return "\(assignment.isLead ? "chủ trì" : "phối hợp") \(who)"
    }
}
