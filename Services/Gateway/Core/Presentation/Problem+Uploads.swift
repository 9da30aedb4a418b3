import ServiceKit

extension Problem {
    /// The upload was never begun, is finished, or was given up.
    static let noUpload = Problem(
        HosoFailure(
            code: .notFound, messageVi: "Không có lần tải lên này, đã hoàn thành hoặc đã hết hạn. Hãy tải lên lại từ đầu.",
            messageEn: "There is no such upload, it is finished, or it was given up. Upload from the beginning."))

    /// Another request is sending the same upload.
    static let uploadBusy = Problem(
        HosoFailure(
            code: .unavailable, messageVi: "Tệp này đang được gửi từ nơi khác; hãy thử lại sau.",
            messageEn: "Another request is sending this upload; try again later.", retryAfter: .seconds(2)))

    /// The caller's offset is not the one to go on from.
    static func uploadOffset(_ offset: Int64) -> Problem {
        Problem(
            HosoFailure(
                code: .wrongState, messageVi: "Máy chủ đã nhận \(offset) byte; hãy gửi tiếp từ đó.",
                messageEn: "The server has \(offset) bytes; go on from there.", pointer: "query:offset"))
    }

    /// The bytes that arrived have another digest than the sender's.
    static let uploadDigest = Problem(
        HosoFailure(
            code: .badFile, messageVi: "Tệp nhận được không giống tệp đã gửi (mã băm khác nhau). Hãy tải lên lại từ đầu.",
            messageEn: "The bytes that arrived have another digest than those sent. Upload from the beginning."))
}
