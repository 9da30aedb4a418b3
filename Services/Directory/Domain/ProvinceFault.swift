public import Clocks

/// One fault in the data of a province; all of them are reported together.
public enum ProvinceFault: Hashable, Sendable {
    /// A row stands twice in what was handed in.
    case duplicate(String)
    /// Two periods of one agency code share a day.
    case codeHeldTwice(AgencyCode)
    /// An old form does not read as the code it is kept with.
    case legacyCodeDiffers(String, AgencyCode)
    /// An agency, a post or a successor names an agency that is not known.
    case agencyUnknown(AgencyCode)
    /// The level does not exist throughout the time of the agency.
    case levelNotInForce(AgencyLevel, AgencyCode)
    /// An agency has successors but no last day, or a successor does not exist on the day after.
    case successorNotInForce(AgencyCode, successor: AgencyCode)
    /// A period that ended before today would be changed.
    case pastRewritten(AgencyCode, from: VietnamDate)
    /// A person holds the same post in the same agency twice on a day.
    case postsOverlap(officerCode: String)
    /// Two periods of one code of a list share a day.
    case codeEntriesOverlap(list: String, code: String)
    /// A make-up day is worked anyway.
    case makeUpDayIsWorkingDay(VietnamDate)
    /// A text is empty, too long, or has characters its field does not permit.
    case textMalformed(String)
}

extension ProvinceFault: CustomStringConvertible {
    /// What is wrong, in a sentence for the person who keeps the data.
    public var description: String {
        switch self {
        case .duplicate(let what): "\(what) stands twice."
        case .codeHeldTwice(let code): "Two agencies bear the code \(code) on the same day."
        case .legacyCodeDiffers(let text, let code): "The old code \(text) does not read as \(code)."
        case .agencyUnknown(let code): "Agency \(code) is named but not known."
        case .levelNotInForce(let level, let code):
            "The level \(level.rawValue) does not exist throughout the time of agency \(code)."
        case .successorNotInForce(let code, let successor):
            "Agency \(successor) does not exist on the day after the last of its predecessor \(code)."
        case .pastRewritten(let code, let from):
            "Agency \(code) of \(from.iso8601) has ended and cannot be changed any more."
        case .postsOverlap(let officerCode): "Officer \(officerCode) holds the same post twice on a day."
        case .codeEntriesOverlap(let list, let code): "The code \(code) of the list \(list) has two meanings on a day."
        case .makeUpDayIsWorkingDay(let day): "The make-up day \(day.iso8601) is a working day anyway."
        case .textMalformed(let what): "\(what) is empty, too long or has characters that are not permitted."
        }
    }
}

extension ProvinceFault {
    /// What is wrong, in a Vietnamese sentence for the person who keeps the data.
    public var sentenceVi: String {
        switch self {
        case .duplicate(let what): "\(what): có hai lần."
        case .codeHeldTwice(let code): "Hai cơ quan cùng mang mã \(code) trong một ngày."
        case .legacyCodeDiffers(let text, let code): "Mã cũ \(text) không ứng với \(code)."
        case .agencyUnknown(let code): "Cơ quan \(code) được nêu nhưng không có trong danh bạ."
        case .levelNotInForce(let level, let code):
            "Cấp \(level.rawValue) không tồn tại trong suốt thời gian của cơ quan \(code)."
        case .successorNotInForce(let code, let successor):
            "Cơ quan \(successor) chưa tồn tại vào ngày ngay sau ngày cuối của cơ quan trước là \(code)."
        case .pastRewritten(let code, let from): "Cơ quan \(code) từ \(from.iso8601) đã kết thúc, không được sửa nữa."
        case .postsOverlap(let officerCode): "Cán bộ \(officerCode) giữ cùng một vị trí hai lần trong một ngày."
        case .codeEntriesOverlap(let list, let code): "Mã \(code) của danh mục \(list) có hai nghĩa trong một ngày."
        case .makeUpDayIsWorkingDay(let day): "Ngày làm bù \(day.iso8601) vốn đã là ngày làm việc."
        case .textMalformed(let what): "\(what): trống, quá dài hoặc có ký tự không cho phép."
        }
    }
}
