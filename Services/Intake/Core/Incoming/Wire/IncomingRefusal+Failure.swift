import IntakeDomain
import ServiceKit

extension IncomingRefusal {
    /// The refusal as a failure for the caller.
    var failure: HosoFailure {
        HosoFailure(code: self.code, messageVi: self.vietnamese, messageEn: self.english, whoCanMend: self.mender, pointer: self.pointer)
    }

    private var code: HosoFailure.Code {
        switch self {
        case .outOfOrder, .maybeDuplicate, .hasFile, .captureRuns, .scanRefused, .receptionUnknown, .withoutPost: .wrongState
        case .notYours, .notVisible, .notEntitled: .denied
        case .changedMeanwhile: .conflict
        case .secret: .secret
        case .unknown: .notFound
        case .keyReused: .keyReused
        case .receptionFaulty, .malformed, .tooMany: .invalidArgument
        }
    }

    private var mender: HosoFailure.Mender? {
        switch self {
        case .receptionUnknown, .notEntitled, .withoutPost: .operator
        default: nil
        }
    }

    private var pointer: String {
        switch self {
        case .malformed(let field): field
        case .receptionFaulty: "reception"
        case .receptionUnknown: "agency_code"
        case .withoutPost: "officer_code"
        case .maybeDuplicate: "despite_duplicate"
        default: ""
        }
    }
}
