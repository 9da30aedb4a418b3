import DigitizationDomain
import Foundation
import HosoProto
import ServiceKit
import SwiftProtobuf

extension FieldDoubt {
    /// The wire form.
    var wire: Hoso_Digitization_V1_FieldDoubt {
        .with {
            $0.field = self.field
            $0.reason = self.reason.wire
            $0.other = self.other
            $0.confidence = Int32(clamping: self.confidence)
        }
    }
}

extension FieldDoubt.Reason {
    /// The wire form.
    var wire: Hoso_Digitization_V1_DoubtReason {
        switch self {
        case .lowConfidence: .lowConfidence
        case .typedByHand: .typedByHand
        case .corrected: .corrected
        case .leftOut: .leftOut
        case .contradictsCode: .contradictsCode
        case .disagreement: .disagreement
        }
    }
}

extension CodeVerdict {
    /// The wire form.
    var wire: Hoso_Digitization_V1_CodeVerdict {
        switch self {
        case .absent: .absent
        case .unknownContent: .unknownContent
        case .agrees: .agrees
        case .contradicts: .contradicts
        }
    }
}

extension FieldCheckHandler.Check {
    /// The wire form.
    var wire: Hoso_Digitization_V1_GetFieldCheckResponse {
        .with {
            $0.codeVerdict = self.verdict.wire
            $0.codes = self.codes
            if case .contradicts(let contradictions) = self.verdict {
                $0.contradictions = contradictions.map { contradiction in
                    .with {
                        $0.field = contradiction.field
                        $0.inCode = contradiction.inCode
                        $0.onPaper = contradiction.onPaper
                    }
                }
            }
            $0.doubts = self.doubts.map(\.wire)
            guard let pending = self.pending else { return }
            $0.awaitsOtherThan = pending.officerCode
            $0.confirmedAt = Google_Protobuf_Timestamp(pending.confirmedAt)
            $0.fields = pending.fields.map(\.wire)
        }
    }
}

extension UndigitizedReason {
    /// Reads the wire form; nil when nothing or something unknown was said.
    init?(_ wire: Hoso_Digitization_V1_UndigitizedReason) {
        guard let reason = Self.all.first(where: { $0.wire == wire }) else { return nil }
        self = reason
    }

    /// The wire form.
    var wire: Hoso_Digitization_V1_UndigitizedReason {
        switch self {
        case .exempt(.onlineOrigin): .onlineOrigin
        case .exempt(.presentedOnly): .presentedOnly
        case .exempt(.verificationReply): .verificationReply
        case .exempt(.secret): .secret
        case .exempt(.sharedData): .sharedData
        case .exempt(.uncertifiedCopy): .uncertifiedCopy
        case .tooComplex: .tooComplex
        }
    }
}
