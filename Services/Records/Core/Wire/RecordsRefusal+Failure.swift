import RecordsDomain
import ServiceKit

extension RecordsRefusal {
    /// The refusal as told to a caller.
    var failure: HosoFailure {
        switch self {
        case .missing(let name):
            HosoFailure(
                code: .invalidArgument, messageVi: "Thiếu hoặc sai thông tin: \(name).",
                messageEn: "Missing or malformed: \(name).", pointer: name)
        case .badNotation(let notation):
            HosoFailure(
                code: .invalidArgument,
                messageVi: "Số và ký hiệu hồ sơ \(notation) không đúng dạng NN.VIẾTTẮT, ví dụ 01.TCCB.",
                messageEn: "The notation \(notation) has not the form NN.ABBR, for example 01.TCCB.", pointer: "notation")
        case .notationTwice(let notation):
            HosoFailure(
                code: .invalidArgument, messageVi: "Số và ký hiệu \(notation) xuất hiện hai lần trong danh mục.",
                messageEn: "The notation \(notation) stands twice in the plan.", pointer: "notation")
        case .badYear(let year):
            HosoFailure(
                code: .invalidArgument, messageVi: "Năm \(year) không hợp lệ.", messageEn: "The year \(year) is not valid.",
                pointer: "year")
        case .badRetention(let years):
            HosoFailure(
                code: .invalidArgument, messageVi: "Thời hạn bảo quản \(years) không hợp lệ: 0 (vĩnh viễn) đến 70 năm.",
                messageEn: "The retention \(years) is not valid: 0 (permanent) to 70 years.", pointer: "retentionYears")
        case .planIsFixed(let state):
            HosoFailure(
                code: .wrongState,
                messageVi: "Danh mục hồ sơ đã ở trạng thái \(state.rawValue); chỉ được bổ sung, không được thay thế.",
                messageEn: "The filing plan is \(state.rawValue): it can be amended, not replaced.", pointer: "plan")
        case .planStep(let from, let to):
            HosoFailure(
                code: .wrongState, messageVi: "Danh mục hồ sơ không thể chuyển từ \(from.rawValue) sang \(to.rawValue).",
                messageEn: "A filing plan cannot go from \(from.rawValue) to \(to.rawValue).", pointer: "state")
        case .recordClosed(let code):
            HosoFailure(
                code: .wrongState, messageVi: "Hồ sơ \(code) đã kết thúc, không nhận thêm tài liệu.",
                messageEn: "The record \(code) is closed and takes no more documents.")
        case .incomplete(let gaps):
            HosoFailure(
                code: .wrongState,
                messageVi: "Chưa thể kết thúc hồ sơ: " + gaps.map { $0.words().vi }.joined(separator: "; ") + ".",
                messageEn: "The record is not complete: " + gaps.map { $0.words().en }.joined(separator: "; ") + ".")
        case .changedMeanwhile(let expected, let actual):
            HosoFailure(
                code: .conflict,
                messageVi: "Hồ sơ đã được người khác thay đổi (phiên bản \(actual), bạn đang xem \(expected)); hãy tải lại.",
                messageEn: "Somebody changed the record meanwhile (version \(actual), you have seen \(expected)); reload it.")
        case .entryInUse(let notation):
            HosoFailure(
                code: .wrongState, messageVi: "Mục \(notation) đã có hồ sơ, không thể bỏ khỏi danh mục.",
                messageEn: "Records were opened from \(notation): it stays in the plan.", pointer: "plan")
        case .planIsThere(let year):
            HosoFailure(
                code: .conflict, messageVi: "Năm \(year) đã có danh mục hồ sơ khác.",
                messageEn: "The year \(year) has another filing plan already.", pointer: "toYear")
        case .noRule:
            HosoFailure(
                code: .notFound, messageVi: "Không có quy tắc nào trong danh mục nhận tài liệu này; hãy chọn hoặc mở hồ sơ bằng tay.",
                messageEn: "No rule of the plan takes this document: choose or open a record by hand.")
        case .manyRules(let notations):
            HosoFailure(
                code: .conflict,
                messageVi: "Nhiều mục cùng nhận tài liệu này (\(notations.joined(separator: ", "))); hãy chọn bằng tay.",
                messageEn: "Several entries take this document (\(notations.joined(separator: ", "))): choose by hand.")
        case .badContract(let what):
            HosoFailure(
                code: .invalidArgument, messageVi: "Điều kiện hoàn chỉnh của mục danh mục không hợp lệ: \(what).",
                messageEn: "The completeness contract of the entry cannot hold: \(what).", pointer: "contract")
        case .secretContent(let name):
            HosoFailure(
                code: .invalidArgument,
                messageVi: "Không nhận nội dung bí mật nhà nước vào hệ thống này (\(name)); chỉ ghi số lượng hồ sơ loại trừ.",
                messageEn: "Content of state secrets has no way into this system (\(name)); only a number is kept.", pointer: name)
        case .noOfficer:
            HosoFailure(
                code: .invalidArgument, messageVi: "Phải nêu cán bộ thực hiện.", messageEn: "The acting officer must be named.",
                pointer: "officerCode")
        case .notFiled(let ordinal):
            HosoFailure(
                code: .notFound, messageVi: "Hồ sơ không có tài liệu số \(ordinal), hoặc tài liệu đã được loại ra.",
                messageEn: "The record holds no document \(ordinal), or it was taken out.", pointer: "ordinal")
        case .wrongState(let code, let state):
            HosoFailure(
                code: .wrongState, messageVi: "Hồ sơ \(code) đang ở trạng thái \(state.rawValue), không thực hiện được bước này.",
                messageEn: "The record \(code) is \(state.rawValue) and does not take this step.")
        case .onHold(let reason):
            HosoFailure(
                code: .wrongState, messageVi: "Hồ sơ đang bị phong tỏa: \(reason).",
                messageEn: "The record is frozen: \(reason).")
        case .readingDenied(let subject, let askers):
            Self.denied(subject, askers)
        case .ownChange:
            HosoFailure(
                code: .denied, messageVi: "Thay đổi quyền phải do người khác xác nhận.",
                messageEn: "A change of rights is confirmed by somebody other than who made it.")
        case .badValue(let name, let expected):
            HosoFailure(
                code: .invalidArgument, messageVi: "Giá trị không phù hợp: \(name) (\(expected)).",
                messageEn: "The value does not fit: \(name) (\(expected)).", pointer: name)
        case .notFound(let what):
            HosoFailure(code: .notFound, messageVi: "Không tìm thấy \(what).", messageEn: "\(what) was not found.")
        }
    }

    private static func denied(_ subject: RightSubject, _ askers: [String]) -> HosoFailure {
        let (vi, en) = subject == .record ? ("Hồ sơ", "record") : ("Tài liệu", "document")
        let whom = askers.isEmpty ? ("văn thư cơ quan", "the agency's records officer") : (askers.joined(separator: ", "), askers.joined(separator: ", "))
        return HosoFailure(
            code: .denied,
            messageVi: "\(vi) này chỉ dành cho người được cấp quyền; lần truy cập đã được ghi lại. Hãy đề nghị \(whom.0) cấp quyền.",
            messageEn: "Only those with a right may read this \(en); the attempt is on record. Ask \(whom.1) for the right.")
    }
}
