import ServiceKit

/// Why a report cannot be given.
enum ReportingRefusal: Error, Hashable, Sendable {
    case badMonth(year: Int, month: Int)
    case unknownFigure(String)
    case badSide
    case noDenominator(String)
    case badLimit(Int)

    /// The refusal as told to a caller.
    var failure: HosoFailure {
        switch self {
        case .badMonth(let year, let month):
            HosoFailure(
                code: .invalidArgument, messageVi: "Không có tháng \(month)/\(year).",
                messageEn: "There is no month \(month)/\(year).", pointer: "month")
        case .unknownFigure(let name):
            HosoFailure(
                code: .notFound, messageVi: "Không có chỉ tiêu «\(name)».", messageEn: "There is no figure «\(name)».",
                pointer: "figure")
        case .badSide:
            HosoFailure(
                code: .invalidArgument, messageVi: "Hãy chọn tử số hoặc mẫu số.",
                messageEn: "Choose numerator or denominator.", pointer: "side")
        case .noDenominator(let name):
            HosoFailure(
                code: .invalidArgument, messageVi: "Chỉ tiêu «\(name)» là số đếm, không có mẫu số.",
                messageEn: "«\(name)» is a plain count and has no denominator.", pointer: "side")
        case .badLimit(let limit):
            HosoFailure(
                code: .invalidArgument, messageVi: "Giới hạn \(limit) phải từ 1 đến 200.",
                messageEn: "The limit \(limit) must be 1 to 200.", pointer: "limit")
        }
    }
}
