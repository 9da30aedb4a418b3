import Clocks
import Foundation
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

extension RepeatReason {
    /// Reads a reason; `nil` where none is said.
    ///
    /// - Throws: ``HosoFailure`` for a reason that this version does not know.
    static func read(_ wire: Hoso_Intake_V1_RepeatReason, pointer: String) throws(HosoFailure) -> RepeatReason? {
        switch wire {
        case .unspecified: nil
        case .expired: .expired
        case .changed: .changed
        case .unreadable: .unreadable
        case .law: .law
        case .doubted: .doubted
        case .voluntary: .voluntary
        case .other: .other
        case .UNRECOGNIZED: throw WireFault(pointer: pointer, expected: "a known reason").failure
        }
    }

    var wire: Hoso_Intake_V1_RepeatReason {
        switch self {
        case .expired: .expired
        case .changed: .changed
        case .unreadable: .unreadable
        case .law: .law
        case .doubted: .doubted
        case .voluntary: .voluntary
        case .other: .other
        }
    }
}

extension RepeatedRequest {
    /// As told to others.
    func wire(of dossier: Dossier) -> Hoso_Intake_V1_PaperAskedAgain {
        .with {
            $0.dossierID = Data(dossier.id.bytes)
            $0.dossierCode = dossier.code.text
            $0.componentCode = self.componentCode
            $0.documentID = Data(self.documentID.bytes)
            $0.reason = self.reason.wire
            $0.note = self.note
            $0.officerCode = self.officerCode
            $0.receivingAgencyCode = dossier.places.receipt
            $0.askedAt = Google_Protobuf_Timestamp(self.askedAt)
        }
    }
}
