import Clocks
import IntakeDomain
import ServiceKit

extension DossierError {
    /// The rule as a failure for the caller: what is wrong and what to do, without personal data.
    var failure: HosoFailure {
        switch self {
        case .moveImpossible(let from, let to, let reason):
            Self.wrongState(
                "Không thể chuyển hồ sơ từ trạng thái \(from.rawValue) sang \(to.rawValue). \(reason.messageVi)",
                "The dossier cannot go from status \(from.rawValue) to \(to.rawValue). \(reason.messageEn)", "status")
        case .actionRequired(let status):
            Self.wrongState(
                "Trạng thái \(status.rawValue) chỉ đạt được bằng thao tác tiếp nhận hồ sơ.",
                "Status \(status.rawValue) is reached only by accepting the dossier.", "status")
        case .componentsMissing(let codes):
            Self.wrongState(
                "Hồ sơ còn thiếu thành phần bắt buộc: \(codes.joined(separator: ", ")).",
                "Required components are missing: \(codes.joined(separator: ", ")).", "components")
        case .componentSettled(let code, _):
            Self.wrongState(
                "Thành phần \(code) đã dùng lại giấy tờ có sẵn.", "Component \(code) is filled by a reused paper.",
                "components")
        case .papersHeld(let offers):
            Self.held(offers)
        case .calendarRequired, .calendar:
            Self.calendarFailure
        case .repeatNoteMissing, .componentUnknown, .componentNamedTwice, .sheetsOutOfRange, .ownerMalformed, .reasonMissing,
            .supplementIncomplete, .textMalformed:
            self.invalidArgument
        }
    }

    private var invalidArgument: HosoFailure {
        switch self {
        case .componentUnknown(let code):
            Self.invalid(
                "Thủ tục không có thành phần \(code.prefix(50)).",
                "The procedure asks for no component \(code.prefix(50)).", "components")
        case .componentNamedTwice(let code):
            Self.invalid(
                "Thành phần \(code.prefix(50)) được nêu hai lần.", "Component \(code.prefix(50)) is named twice.",
                "components")
        case .sheetsOutOfRange(let code):
            Self.invalid(
                "Số tờ của thành phần \(code.prefix(50)) không hợp lệ.",
                "The number of sheets of component \(code.prefix(50)) is not valid.", "components")
        case .ownerMalformed:
            Self.invalid(
                "Chủ hồ sơ phải có tên và số định danh gồm 10, 12 hoặc 13 chữ số.",
                "The owner needs a name and a number of 10, 12 or 13 digits.", "owner")
        case .reasonMissing(let status):
            Self.invalid(
                "Trạng thái \(status.rawValue) cần nêu lý do.", "Status \(status.rawValue) needs a reason.", "note")
        case .supplementIncomplete:
            Self.invalid(
                "Yêu cầu bổ sung phải nêu nội dung, căn cứ pháp lý và người duyệt.",
                "A request for a supplement must say what is missing, its legal basis and its approver.", "legal_basis")
        case .textMalformed(let field):
            Self.invalid(
                "Trường \(field) trống hoặc quá dài.", "The field \(field) is empty or too long.", field)
        case .repeatNoteMissing(let code):
            Self.invalid(
                "Lý do yêu cầu nộp lại thành phần \(code.prefix(50)) cần ghi chú từ 10 đến 500 ký tự.",
                "The reason for asking again for component \(code.prefix(50)) needs a note of 10 to 500 characters.", "repeat_note")
        case .papersHeld(let offers):
            Self.held(offers)
        case .moveImpossible, .actionRequired, .componentsMissing, .componentSettled, .calendarRequired, .calendar:
            Self.calendarFailure
        }
    }

    private static var calendarFailure: HosoFailure {
        HosoFailure(
            code: .wrongState,
            messageVi: "Lịch làm việc chưa đủ để tính ngày hẹn trả; đề nghị quản trị bổ sung lịch.",
            messageEn: "The working calendar does not reach far enough to compute a due date; it must be extended.",
            whoCanMend: .operator)
    }

    /// What is held names no person: a result code begins with the owner's number and is left out.
    private static func held(_ offers: [ReuseOffer]) -> HosoFailure {
        let papers = offers.map { "\($0.componentCode) (\($0.sourceDossierCode))" }.joined(separator: ", ")
        return Self.wrongState(
            "Kho đã có giấy tờ của thành phần \(papers); hãy tái sử dụng, hoặc nêu mã lý do yêu cầu nộp lại.",
            "The repository holds the papers of \(papers): reuse them, or give a reason code for asking again.", "components")
    }

    private static func wrongState(_ messageVi: String, _ messageEn: String, _ pointer: String) -> HosoFailure {
        HosoFailure(code: .wrongState, messageVi: messageVi, messageEn: messageEn, pointer: pointer)
    }

    private static func invalid(_ messageVi: String, _ messageEn: String, _ pointer: String) -> HosoFailure {
        HosoFailure(code: .invalidArgument, messageVi: messageVi, messageEn: messageEn, pointer: pointer)
    }
}
