/// One fault in the procedures handed in for import.
public enum CatalogueFault: Hashable, Sendable {
    /// The procedure code is not a digit, a dot and six digits.
    case codeMalformed(String)
    /// The version is below 1.
    case versionOutOfRange(String, Int)
    /// The limit is not a countable number of days or hours.
    case limitOutOfRange(String)
    /// The cut-off is not a minute of the day.
    case cutOffOutOfRange(String)
    /// A text is empty or too long.
    case textMalformed(String, component: String?)
    /// A component code stands twice.
    case componentTwice(String, component: String)
    /// Two versions are in force on one day, or bear one number.
    case versionsOverlap(String, Int, Int)
    /// A stored version differs from the one handed in under its number: dossiers are bound to it (R14).
    case versionRewritten(String, Int)
}

extension CatalogueFault: CustomStringConvertible {
    /// What is wrong, in a sentence for the person who keeps the catalogue.
    public var description: String {
        switch self {
        case .codeMalformed(let code): "The procedure code \(code.prefix(20)) is not a digit, a dot and six digits."
        case .versionOutOfRange(let code, let version): "Procedure \(code) has no version \(version)."
        case .limitOutOfRange(let code): "The time limit of procedure \(code) cannot be counted."
        case .cutOffOutOfRange(let code): "The cut-off of procedure \(code) is not a minute of the day."
        case .textMalformed(let code, .some(let component)):
            "A text of component \(component.prefix(50)) of procedure \(code) is empty or too long."
        case .textMalformed(let code, .none): "A text of procedure \(code) is empty or too long."
        case .componentTwice(let code, let component):
            "Component \(component.prefix(50)) of procedure \(code) stands twice."
        case .versionsOverlap(let code, let first, let second):
            "Versions \(first) and \(second) of procedure \(code) are in force on the same day."
        case .versionRewritten(let code, let version):
            "Version \(version) of procedure \(code) is bound to dossiers; a change needs a new version."
        }
    }
}

extension CatalogueFault {
    /// What is wrong, in a Vietnamese sentence for the person who keeps the catalogue.
    public var sentenceVi: String {
        switch self {
        case .codeMalformed(let code): "Mã thủ tục \(code.prefix(20)) không có dạng một chữ số, dấu chấm và sáu chữ số."
        case .versionOutOfRange(let code, let version): "Thủ tục \(code) không thể có phiên bản \(version)."
        case .limitOutOfRange(let code): "Thời hạn giải quyết của thủ tục \(code) không tính được."
        case .cutOffOutOfRange(let code): "Giờ chốt nhận của thủ tục \(code) không phải một phút trong ngày."
        case .textMalformed(let code, .some(let component)):
            "Thành phần \(component.prefix(50)) của thủ tục \(code) có nội dung trống hoặc quá dài."
        case .textMalformed(let code, .none): "Thủ tục \(code) có nội dung trống hoặc quá dài."
        case .componentTwice(let code, let component): "Thành phần \(component.prefix(50)) của thủ tục \(code) có hai lần."
        case .versionsOverlap(let code, let first, let second):
            "Phiên bản \(first) và \(second) của thủ tục \(code) cùng hiệu lực trong một ngày."
        case .versionRewritten(let code, let version):
            "Phiên bản \(version) của thủ tục \(code) đã gắn với hồ sơ; muốn thay đổi phải lập phiên bản mới."
        }
    }
}
