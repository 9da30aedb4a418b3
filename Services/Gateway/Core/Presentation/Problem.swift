import Clocks
import GatewayDomain
import Hummingbird
import ServiceKit

/// A failure as HTTP tells it; the only place that knows status codes.
struct Problem: Error, Hashable {
    /// The status.
    var status: HTTPResponse.Status
    /// What failed and who can mend it.
    var failure: HosoFailure
    /// What was wrong with the request, item by item.
    var faults: [InputFault] = []

    init(status: HTTPResponse.Status, failure: HosoFailure, faults: [InputFault] = []) {
        self.status = status
        self.failure = failure
        self.faults = faults
    }

    init(_ failure: HosoFailure) {
        self.init(status: Self.status(of: failure.code), failure: failure)
    }

    /// The status of each failure code.
    static func status(of code: HosoFailure.Code) -> HTTPResponse.Status {
        switch code {
        case .invalidArgument: .badRequest
        case .notFound: .notFound
        case .wrongState: .conflict
        case .conflict: .preconditionFailed
        case .keyReused, .badFile, .quality, .certificate: .unprocessableContent
        case .secret, .denied: .forbidden
        case .unavailable: .serviceUnavailable
        case .internal: .internalServerError
        }
    }

    /// Whether the same request may succeed later.
    var isRetryable: Bool { self.failure.code == .unavailable || self.status == .gatewayTimeout }
}

extension Problem {
    static func invalid(_ faults: [InputFault]) -> Problem {
        Problem(
            status: .badRequest,
            failure: HosoFailure(
                code: .invalidArgument, messageVi: "Yêu cầu có \(faults.count) chỗ chưa đúng.",
                messageEn: "The request has \(faults.count) fault(s)."),
            faults: faults)
    }

    static let noRoute = Problem(
        status: .notFound,
        failure: HosoFailure(
            code: .notFound, messageVi: "Không có địa chỉ này.", messageEn: "There is nothing at this address."))

    static func tooLarge(limitBytes: Int64) -> Problem {
        Problem(
            status: .contentTooLarge,
            failure: HosoFailure(
                code: .invalidArgument, messageVi: "Nội dung lớn hơn giới hạn \(VietnameseForm.number(limitBytes)) byte.",
                messageEn: "The content is larger than the limit of \(limitBytes) bytes."))
    }

    static let deadline = Problem(
        status: .gatewayTimeout,
        failure: HosoFailure(
            code: .unavailable, messageVi: "Dịch vụ chưa trả lời kịp; yêu cầu có thể đã được thực hiện, hãy thử lại với cùng khóa.",
            messageEn: "The service did not answer in time; the request may have been carried out, try again with the same key.",
            retryAfter: .seconds(2)))

    static let noBroker = Problem(
        HosoFailure(
            code: .unavailable,
            messageVi: "Cổng giao tiếp không nối được RabbitMQ nên không tới được các dịch vụ; hãy thử lại với cùng khóa. "
                + "Người vận hành cần kiểm tra RabbitMQ.",
            messageEn: "The gateway has no connection to the broker, so no service can be reached; try again with the same key. "
                + "The operators have to look at the broker.",
            whoCanMend: .operator, retryAfter: .seconds(5)))

    static let emptyFile = Problem(
        HosoFailure(
            code: .badFile, messageVi: "Tệp tải lên rỗng; hãy chọn lại tệp rồi tải lên lại.",
            messageEn: "The uploaded file is empty; choose the file again and upload it."))

    static let unforeseen = Problem(
        HosoFailure(
            code: .internal, messageVi: "Cổng giao tiếp gặp lỗi ngoài dự kiến.",
            messageEn: "The gateway failed in a way its authors did not foresee."))
}
