import Clocks

extension DocumentFact {
    /// A short word for the kind of fact, as programs and figures use it.
    public var word: String {
        switch self {
        case .drafted: "drafted"
        case .revised: "revised"
        case .opinionsAsked: "opinionsAsked"
        case .opinionDelegated: "opinionDelegated"
        case .opinionGiven: "opinionGiven"
        case .opinionAnswered: "opinionAnswered"
        case .submitted: "submitted"
        case .returned: "returned"
        case .passed(let kind, _, _): kind.rawValue
        case .signed: "signed"
        case .numbered: "numbered"
        case .numberWritten: "numberWritten"
        case .sealed: "sealed"
        case .attachmentSigned: "attachmentSigned"
        case .strengthened: "strengthened"
        case .issued: "issued"
        case .delivered(let delivery): "delivery.\(delivery.state.rawValue)"
        case .related(let kind, _): kind.rawValue
        case .recalled: "recalled"
        case .abandoned: "abandoned"
        case .handedOver: "handedOver"
        }
    }

    /// What happened, in Vietnamese.
    public var vietnamese: String {
        switch self {
        case .drafted(let head, _): "soạn thảo \(head.subject)"
        case .revised(let version): "viết phiên bản \(version.number): \(version.reason)"
        case .opinionsAsked(let round, let asked, let deadline, _):
            "lấy ý kiến lần \(round) của \(Self.list(asked)), hạn \(deadline.vietnamISO8601)"
        case .opinionDelegated(let number, let to, let reason): "giao \(to) cho ý kiến số \(number): \(reason)"
        case .opinionGiven(let number, let version, let position, let text):
            "cho ý kiến số \(number) về phiên bản \(version): \(Self.vietnamese(position)). \(text)"
        case .opinionAnswered(let number, let isTakenOver, let text):
            "\(isTakenOver ? "tiếp thu" : "giải trình") ý kiến số \(number). \(text)"
        case .submitted(let version): "trình phiên bản \(version)"
        case .returned(let kind, let reason): "trả lại ở bước \(kind.vietnamese): \(reason)"
        case .passed(let kind, let version, let note): "đồng ý \(kind.vietnamese) phiên bản \(version). \(note)"
        case .signed: "ký số cá nhân"
        case .numbered(let number): "cấp số \(number.notation) ngày \(number.date.iso8601)"
        case .numberWritten: "ghi số, ngày vào văn bản đã ký"
        case .sealed: "ký số của cơ quan"
        case .attachmentSigned(let file, _, _): "phụ lục \(file.name) đã được cơ quan ký số"
        case .strengthened: "bổ sung dấu thời gian và chứng cứ lâu dài cho chữ ký số"
        case .issued(let recipients): "phát hành, gửi \(recipients.joined(separator: ", "))"
        case .delivered(let delivery): "\(delivery.agency): \(Self.vietnamese(delivery.state)) \(delivery.reason)"
        case .related(let kind, let other): "\(kind == .corrects ? "được đính chính" : "được thay thế") bởi \(other)"
        case .recalled(let reason): "thu hồi: \(reason)"
        case .abandoned(let reason): "hủy bản thảo: \(reason)"
        case .handedOver(let from, let to, let reason): "bàn giao từ \(from) cho \(to): \(reason)"
        }
    }

    /// The files that belong to the fact.
    public var file: DocumentFile? {
        switch self {
        case .drafted(_, let version), .revised(let version): version.file
        case .signed(let file, _), .numberWritten(let file), .sealed(let file, _), .strengthened(let file, _),
            .attachmentSigned(let file, _, _):
            file
        default: nil
        }
    }

    /// Every file that the fact names: the body and the attachments.
    public var files: [DocumentFile] {
        switch self {
        case .drafted(_, let version), .revised(let version): (version.file.map { [$0] } ?? []) + version.attachments
        default: self.file.map { [$0] } ?? []
        }
    }

    private static func list(_ asked: [DocumentOpinion.Asked]) -> String {
        asked.map { $0.officer.isEmpty ? $0.unit : $0.officer }.joined(separator: ", ")
    }

    private static func vietnamese(_ position: DocumentOpinion.Position) -> String {
        switch position {
        case .agree: "đồng ý"
        case .agreeWithChanges: "đồng ý nếu sửa"
        case .disagree: "không đồng ý"
        }
    }

    private static func vietnamese(_ state: DocumentDelivery.State) -> String {
        switch state {
        case .sent: "đã gửi"
        case .arrived: "đã đến"
        case .received: "đã tiếp nhận"
        case .assigned: "đã phân công"
        case .done: "đã xử lý"
        case .refused: "từ chối"
        case .removed: "đã gỡ bỏ theo thu hồi"
        }
    }
}
