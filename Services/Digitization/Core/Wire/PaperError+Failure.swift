import DigitizationDomain
import ServiceKit

extension PaperError {
    /// The failure told to the caller, with who can act next.
    var failure: HosoFailure {
        let code: HosoFailure.Code =
            switch self {
            case .stepImpossible, .otherCopySigned, .scanNeedsRepeating, .letterEndsCaptured: .wrongState
            case .signatureNotValid: .certificate
            case .fieldUnusable, .nobodyConfirmed, .codePartUnusable: .invalidArgument
            }
        return HosoFailure(code: code, messageVi: self.messageVi, messageEn: self.messageEn)
    }
}

extension HosoFailure {
    /// Nothing is known under this id.
    static let paperNotFound = HosoFailure(
        code: .notFound, messageVi: "Không tìm thấy giấy tờ này.", messageEn: "This paper is not known.", pointer: "paper_id")

    /// A value of the request is missing or malformed.
    static func invalid(_ pointer: String, _ expected: String) -> HosoFailure {
        HosoFailure(
            code: .invalidArgument, messageVi: "Giá trị “\(pointer)” thiếu hoặc không hợp lệ.",
            messageEn: "The value of “\(pointer)” must be \(expected).", pointer: pointer)
    }
}
