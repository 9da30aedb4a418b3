public import GRPCCore
import GRPCProtobuf
import HosoProto
import SwiftProtobuf

extension HosoFailure: RPCErrorConvertible {
    /// The gRPC code that says most about it.
    public var rpcErrorCode: RPCError.Code {
        switch self.code {
        case .invalidArgument, .badFile, .quality, .certificate: .invalidArgument
        case .notFound: .notFound
        case .wrongState, .secret: .failedPrecondition
        case .conflict: .aborted
        case .keyReused: .alreadyExists
        case .unavailable: .unavailable
        case .denied: .permissionDenied
        case .internal: .internalError
        }
    }

    /// The English sentence.
    public var rpcErrorMessage: String { self.messageEn }

    /// `grpc-status-details-bin` with this failure inside.
    public var rpcErrorMetadata: Metadata {
        guard let packed = try? Google_Protobuf_Any(message: self.wire) else { return [:] }
        return GoogleRPCStatus(code: self.rpcErrorCode, message: self.messageEn, details: [.any(packed)]).rpcErrorMetadata
    }

    /// The error as gRPC carries it.
    public var rpcError: RPCError { RPCError(self) }

    /// The failure inside a gRPC error.
    ///
    /// An error without one (the transport's own, or of another program) becomes a failure by its gRPC code. Numbers
    /// this version does not know count as internal.
    public init(_ error: RPCError) {
        self = Self.carried(by: error) ?? Self.failure(of: error.code)
    }

    /// The failure a service put into a gRPC error; nil when there is none, as in the transport's own errors.
    public static func carried(by error: RPCError) -> HosoFailure? {
        // Details that cannot be read come from a program that does not know this contract: as good as none.
        let details = (try? error.unpackGoogleRPCStatus())?.details ?? []
        let failures = details.lazy.compactMap { detail -> Hoso_Common_V1_Failure? in
            guard let packed = detail.any else { return nil }
            return try? Hoso_Common_V1_Failure(unpackingAny: packed)
        }
        return failures.first.map { HosoFailure(wire: $0) }
    }

    private init(wire: Hoso_Common_V1_Failure) {
        self.init(
            code: Code(rawValue: wire.code.rawValue) ?? .internal,
            messageVi: wire.messageVi,
            messageEn: wire.messageEn,
            whoCanMend: Mender(rawValue: wire.mender.rawValue),
            retryAfter: wire.retryAfterMs > 0 ? .milliseconds(wire.retryAfterMs) : nil,
            pointer: wire.pointer)
    }

    private var wire: Hoso_Common_V1_Failure {
        .with {
            $0.code = Hoso_Common_V1_FailureCode(rawValue: self.code.rawValue) ?? .internal
            $0.messageVi = self.messageVi
            $0.messageEn = self.messageEn
            $0.mender = Hoso_Common_V1_Mender(rawValue: self.whoCanMend.rawValue) ?? .unspecified
            $0.retryAfterMs = self.retryAfter.map { Int64(min($0 / .milliseconds(1), 9e15)) } ?? 0
            $0.pointer = self.pointer
        }
    }

    private static func failure(of code: RPCError.Code) -> HosoFailure {
        switch code {
        case .invalidArgument, .outOfRange:
            HosoFailure(code: .invalidArgument, messageVi: "Yêu cầu không hợp lệ.", messageEn: "The request is not valid.")
        case .notFound:
            HosoFailure(code: .notFound, messageVi: "Không tìm thấy.", messageEn: "Nothing was found.")
        case .permissionDenied, .unauthenticated:
            HosoFailure(code: .denied, messageVi: "Không có quyền thực hiện.", messageEn: "You may not do this.")
        case .unavailable, .resourceExhausted, .deadlineExceeded, .cancelled:
            HosoFailure(
                code: .unavailable, messageVi: "Dịch vụ tạm thời không sẵn sàng, hãy thử lại sau.",
                messageEn: "The service cannot be reached now; try again later.", retryAfter: .seconds(2))
        default:
            HosoFailure(
                code: .internal, messageVi: "Dịch vụ gặp lỗi ngoài dự kiến.",
                messageEn: "The service failed in a way its authors did not foresee.")
        }
    }
}
