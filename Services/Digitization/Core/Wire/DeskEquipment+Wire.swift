import Clocks
import DigitizationDomain
import HosoProto
import ServiceKit
import SwiftProtobuf

extension DeskEquipment {
    /// The wire form.
    var wire: Hoso_Digitization_V1_DeskEquipment {
        .with {
            $0.agencyCode = self.agencyCode
            $0.desk = self.desk
            $0.scanners = Int32(clamping: self.scanners)
            $0.software = self.software
            $0.people = Int32(clamping: self.people)
            $0.trained = Int32(clamping: self.trained)
            $0.withSignature = Int32(clamping: self.withSignature)
            $0.lacks = self.lacks.map(\.wire)
            $0.recordedBy = self.recordedBy
            $0.recordedAt = Google_Protobuf_Timestamp(self.recordedAt)
        }
    }
}

extension DeskEquipment.Lack {
    /// The wire form.
    var wire: Hoso_Digitization_V1_DeskLack {
        switch self {
        case .scanner: .scanner
        case .software: .software
        case .people: .people
        case .training: .training
        case .signature: .signature
        }
    }
}
