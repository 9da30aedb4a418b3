import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import ServiceKit
import SwiftProtobuf

extension Paper {
    /// The wire form.
    var wire: Hoso_Digitization_V1_Paper {
        .with {
            $0.id = Data(self.parts.id.bytes)
            $0.dossierID = Data(self.parts.dossierID.bytes)
            $0.dossierCode = self.parts.dossierCode
            $0.componentCode = self.parts.componentCode
            $0.paperTypeCode = self.parts.paperTypeCode
            $0.role = self.parts.role.wire
            $0.ownerID = self.parts.ownerID
            $0.agencyCode = self.parts.agencyCode
            $0.title = self.parts.title
            $0.state = self.state.wire
            $0.findings = self.findings.map(\.wire)
            if let scan = self.parts.scan { $0.scan = scan.wire }
            if let copy = self.copy {
                $0.pages = Int32(clamping: copy.pages)
                $0.a4Hundredths = Int32(clamping: copy.a4Hundredths)
                $0.meanConfidence = Int32(clamping: copy.meanConfidence)
                $0.eCopy = copy.eCopy.wire
                $0.text = copy.text.wire
            }
            if let signedCopy = self.signedCopy { $0.signedCopy = signedCopy.wire }
            $0.fields = self.fields.map(\.wire)
            if let code = self.resultCode { $0.resultCode = code.wire }
            $0.receivedAt = Google_Protobuf_Timestamp(self.parts.receivedAt)
            if let storedAt = self.storedAt { $0.storedAt = Google_Protobuf_Timestamp(storedAt) }
        }
    }
}

extension ResultCode {
    /// The wire form.
    var wire: Hoso_Digitization_V1_ResultCode {
        .with {
            $0.code = self.code
            $0.ownerID = self.ownerID
            $0.paperTypeCode = self.paperTypeCode
            $0.ordinal = self.ordinal
        }
    }
}
