import DigitizationDomain
import ServiceKit

extension CaptureError {
    /// The failure told to the caller, with what to do.
    var failure: HosoFailure {
        let code: HosoFailure.Code =
            switch self {
            case .notOpen, .changedMeanwhile, .noPages, .pagesRefused, .keptFileNotAlone: .wrongState
            case .pageUnknown, .turnImpossible, .replacementHasPages, .tooManyPages, .pageCountMismatch: .invalidArgument
            }
        return HosoFailure(code: code, messageVi: self.messageVi, messageEn: self.messageEn)
    }
}

extension HosoFailure {
    /// Nothing is known under this id.
    static let captureNotFound = HosoFailure(
        code: .notFound, messageVi: "Không tìm thấy lần sao chụp này.", messageEn: "This capture is not known.", pointer: "capture_id")

    /// A key stands for another request already.
    static let keyReused = HosoFailure(
        code: .keyReused, messageVi: "Khóa này đã dùng cho một yêu cầu khác.",
        messageEn: "This key was used for another request.", pointer: "idempotency_key")

    /// Content of a state secret was about to come in (R31).
    static func secretContent(_ pointer: String) -> HosoFailure {
        HosoFailure(
            code: .secret, messageVi: "Giấy tờ được khai là bí mật nhà nước: không được tải nội dung lên, chỉ giữ bản giấy.",
            messageEn: "The paper is declared a state secret: no content may be uploaded, it is kept on paper only.",
            pointer: pointer)
    }

    /// Runs a change of a capture and tells what its rules say as a failure.
    static func ofCapture<Result>(_ body: () async throws -> Result) async throws -> Result {
        do { return try await body() } catch let error as CaptureError { throw error.failure }
    }
}
