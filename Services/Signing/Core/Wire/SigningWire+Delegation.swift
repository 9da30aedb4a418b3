import Clocks
import Foundation
import HosoProto
import ServiceKit
import SigningDomain
import SwiftProtobuf

extension SigningWire {
    /// A delegation of the register.
    static func message(_ entry: RegisteredDelegation) -> Hoso_Signing_V1_RegisteredDelegation {
        .with {
            $0.id = Data(entry.id.bytes)
            $0.delegation = Self.message(entry.paper)
            $0.mode = Self.message(entry.mode)
            $0.agencyCode = entry.agency
            $0.registeredAt = Google_Protobuf_Timestamp(entry.registeredAt)
            $0.registeredBy = entry.registeredBy
            if let time = entry.revokedAt { $0.revokedAt = Google_Protobuf_Timestamp(time) }
            $0.revokedBy = entry.revokedBy
            $0.revocationReason = entry.revocationReason
        }
    }

    private static func message(_ paper: SigningDelegation) -> Hoso_Signing_V1_Delegation {
        .with {
            $0.documentNumber = paper.documentNumber
            $0.delegatorCode = paper.delegator
            $0.delegateCode = paper.delegate
            $0.scope = paper.scope
            $0.validFrom = Google_Protobuf_Timestamp(paper.validFrom)
            if let end = paper.validTo { $0.validTo = Google_Protobuf_Timestamp(end) }
        }
    }

    private static func message(_ mode: SigningMode) -> Hoso_Signing_V1_SigningMode {
        switch mode {
        case .direct: .direct
        case .collective: .collective
        case .deputy: .deputy
        case .byOrder: .byOrder
        case .delegated: .delegated
        case .acting: .acting
        }
    }
}
