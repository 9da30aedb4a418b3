import Clocks
import Foundation
import HosoProto
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// Rights as messages.
enum RightsWire {
    static func subject(_ wire: Hoso_Records_V1_RightSubject) throws(RecordsRefusal) -> RightSubject {
        switch wire {
        case .record: .record
        case .document: .document
        case .unspecified, .UNRECOGNIZED: throw .missing("subject")
        }
    }

    static func optional(_ bytes: Data, _ name: String) throws(RecordsRefusal) -> Identifier? {
        bytes.isEmpty ? nil : try RecordsWire.identifier(bytes, name)
    }

    private static func message(_ subject: RightSubject) -> Hoso_Records_V1_RightSubject {
        switch subject {
        case .record: .record
        case .document: .document
        }
    }

    static func message(_ change: RightChange) -> Hoso_Records_V1_RightChange {
        .with {
            $0.id = Data(change.id.bytes)
            $0.subject = self.message(change.subject)
            $0.subjectID = Data(change.subjectID.bytes)
            $0.readersBefore = change.readersBefore
            $0.readers = change.readers
            $0.reason = change.reason
            $0.officerCode = change.officerCode
            $0.changedAt = Google_Protobuf_Timestamp(change.changedAt)
            if let confirmation = change.confirmation {
                $0.confirmedBy = confirmation.officerCode
                $0.confirmedAt = Google_Protobuf_Timestamp(confirmation.at)
            }
        }
    }

    static func message(_ denial: RightsStore.Denial) -> Hoso_Records_V1_Denial {
        .with {
            $0.id = Data(denial.id.bytes)
            $0.subject = self.message(denial.subject)
            $0.subjectID = Data(denial.subjectID.bytes)
            $0.officerCode = denial.officerCode
            $0.deniedAt = Google_Protobuf_Timestamp(denial.deniedAt)
        }
    }
}
