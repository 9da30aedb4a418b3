import Clocks
import Foundation
import HosoProto
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// An owner's documents and their uses as messages.
enum OwnerWire {
    /// - Parameter isOpen: Whether everybody may read it; what is restricted is not offered.
    static func message(
        _ document: RepositoryDocument, isOpen: Bool, today: VietnamDate
    ) throws -> Hoso_Records_V1_HeldDocument {
        let message = try RecordsWire.message(document)
        let details = document.details
        let validity = Validity(until: details.validUntil, recalled: details.recalled, on: today)
        return .with {
            $0.document = message
            switch validity {
            case .unlimited: $0.validity = .unlimited
            case .inForce: $0.validity = .inForce
            case .expired: $0.validity = .expired
            case .recalled: $0.validity = .recalled
            }
            if let end = details.validUntil { $0.validUntil = Hoso_Common_V1_Day(end) }
            $0.trust =
                switch TrustLevel(details, isResult: document.role == .result) {
                case .unverified: .unverified
                case .signedCopy: .signedCopy
                case .original: .original
                }
            $0.reusable = isOpen && document.signedValid && ($0.validity == .unlimited || $0.validity == .inForce)
        }
    }

    static func message(_ use: OwnerStore.Use) -> Hoso_Records_V1_DocumentUse {
        .with {
            $0.documentID = Data(use.documentID.bytes)
            $0.title = use.title
            $0.kind =
                switch use.kind {
                case .origin: .origin
                case .reuse: .reuse
                case .copy: .copy
                }
            $0.agencyCode = use.agencyCode
            $0.officerCode = use.officerCode
            $0.dossierCode = use.dossierCode
            $0.componentCode = use.componentCode
            $0.procedureCode = use.procedureCode
            $0.purpose = use.purpose
            $0.usedAt = Google_Protobuf_Timestamp(use.usedAt)
        }
    }
}
