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
                messageVi: "Chưa thể kết thúc hồ sơ: " + gaps.map(\.sentenceVi).joined(separator: "; ") + ".",
                messageEn: "The record is not complete: " + gaps.map(\.sentenceEn).joined(separator: "; ") + ".")
        case .changedMeanwhile(let expected, let actual):
            HosoFailure(
                code: .conflict,
                messageVi: "Hồ sơ đã được người khác thay đổi (phiên bản \(actual), bạn đang xem \(expected)); hãy tải lại.",
                messageEn: "Somebody changed the record meanwhile (version \(actual), you have seen \(expected)); reload it.")
        case .notFound(let what):
            HosoFailure(code: .notFound, messageVi: "Không tìm thấy \(what).", messageEn: "\(what) was not found.")
        }
    }
}

extension CompletenessGap {
    fileprivate var sentenceVi: String {
        switch self {
        case .empty: "chưa có tài liệu nào"
        case .paperMissing(let name): "thiếu giấy tờ «\(name)»"
        case .metadataMissing(let ordinal): "tài liệu số \(ordinal) thiếu thông tin mô tả"
        case .unsigned(let ordinal): "tài liệu số \(ordinal) chưa có chữ ký số hợp lệ"
        case .dossierUnfinished: "hồ sơ thủ tục chưa giải quyết xong"
        case .retentionDiffers(let record, let confirmed):
            "thời hạn bảo quản xác nhận (\(confirmed.words.vi)) khác với danh mục (\(record.words.vi))"
        }
    }

    fileprivate var sentenceEn: String {
        switch self {
        case .empty: "it holds no document"
        case .paperMissing(let name): "the paper «\(name)» is missing"
        case .metadataMissing(let ordinal): "document \(ordinal) lacks metadata"
        case .unsigned(let ordinal): "document \(ordinal) has no valid signature"
        case .dossierUnfinished: "its dossier is not finished"
        case .retentionDiffers(let record, let confirmed):
            "the confirmed retention (\(confirmed.words.en)) differs from the plan's (\(record.words.en))"
        }
    }
}

extension RetentionPeriod {
    fileprivate var words: (vi: String, en: String) {
        switch self {
        case .permanent: ("vĩnh viễn", "permanent")
        case .years(let count): ("\(count) năm", "\(count) years")
        }
    }
}
