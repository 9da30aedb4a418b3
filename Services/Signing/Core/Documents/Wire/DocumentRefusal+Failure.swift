import ServiceKit
import SigningDomain

extension DocumentRefusal {
    /// The refusal as a failure for the caller.
    var failure: HosoFailure {
        HosoFailure(
            code: self.code, messageVi: self.vietnamese, messageEn: self.english, whoCanMend: self.mender, pointer: self.pointer)
    }

    private var code: HosoFailure.Code {
        switch self {
        case .outOfOrder, .ended, .notIssued, .numbered, .opinionsOpen, .opinionsUnanswered, .opinionsMissing, .opinionClosed,
            .fileMissing, .attachmentUnsignable, .attachmentsUnsigned, .layoutFaulty, .notComparable, .copyForbidden, .signatureOfAnother, .signatureUnknown, .reservationUnusable, .relationUnusable, .processUnknown, .withoutPost:
            .wrongState
        case .notYours, .notVisible, .notEntitled: .denied
        case .versionPassed, .changedMeanwhile: .conflict
        case .secret: .secret
        case .unknown, .recipientUnknown: .notFound
        case .keyReused: .keyReused
        case .processFaulty, .malformed, .unprintable, .tooMany: .invalidArgument
        }
    }

    private var mender: HosoFailure.Mender? {
        switch self {
        case .processUnknown, .notEntitled, .withoutPost: .operator
        default: nil
        }
    }

    private var pointer: String {
        switch self {
        case .malformed(let field): field
        case .layoutFaulty(let faults, _): faults.first?.place ?? "content"
        case .unprintable: "content"
        case .withoutPost: "officer_code"
        case .processFaulty: "process"
        case .processUnknown: "agency_code"
        case .signatureOfAnother(let field, _): field
        case .attachmentUnsignable, .attachmentsUnsigned: "attachments"
        default: ""
        }
    }
}
