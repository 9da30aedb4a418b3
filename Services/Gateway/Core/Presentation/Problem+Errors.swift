import BlobStore
import GRPCCore
import GatewayDomain
import ServiceKit

extension Problem {
    /// What any error of a route means for the caller.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let faults as InputFaults: self = .invalid(faults.faults)
        case let failure as HosoFailure: self.init(failure)
        case let error as RPCError: self.init(error)
        case let error as BlobStoreError: self.init(error)
        case let error as JSONSyntaxError: self = .syntax(error)
        case is RuntimeError, is CancellationError: self = .stopping
        default: self = .unforeseen
        }
    }

    private init(_ error: RPCError) {
        // Failures of the transport carry none of a service, so their gRPC code decides.
        switch (error.code, HosoFailure.carried(by: error)) {
        case (.deadlineExceeded, _): self = .deadline
        case (.unavailable, nil): self = .noBroker
        case (_, let failure): self.init(failure ?? HosoFailure(error))
        }
    }

    private init(_ error: BlobStoreError) {
        switch error.code {
        case .notFound:
            self.init(
                HosoFailure(code: .notFound, messageVi: "Không có tệp này.", messageEn: "There is no such file."))
        case .noSpace, .inputOutput:
            self.init(
                HosoFailure(
                    code: .unavailable, messageVi: "Kho tệp tạm thời không ghi được.",
                    messageEn: "The file store cannot write now.", whoCanMend: .operator, retryAfter: .seconds(30)))
        default:
            self.init(
                HosoFailure(
                    code: .internal, messageVi: "Tệp trong kho không còn nguyên vẹn; hãy báo người vận hành.",
                    messageEn: "The stored file is damaged; tell the operators.", whoCanMend: .operator))
        }
    }

    private static func syntax(_ error: JSONSyntaxError) -> Problem {
        .invalid([
            InputFault(
                pointer: "", code: .malformed, expectedVi: "JSON không hợp lệ (\(error.reason.rawValue)) tại byte \(error.offset)",
                expectedEn: "not valid JSON (\(error.reason.rawValue)) at byte \(error.offset)")
        ])
    }

    private static let stopping = Problem(
        HosoFailure(
            code: .unavailable, messageVi: "Cổng giao tiếp đang dừng, hãy thử lại.",
            messageEn: "The gateway is stopping; try again.", retryAfter: .seconds(2)))
}
