import Clocks
import Foundation
import HosoProto
import IntakeDomain
import Messaging
import ServiceKit
import SwiftProtobuf

/// Turns what happened to a dossier into the events of intake; their key is the dossier's code.
struct DossierEvents: Sendable {
    let identifiers: any IdentifierSource

    /// One event for each fact, in their order.
    func events(of facts: [DossierFact], dossier: Dossier, at instant: UTCInstant) throws -> [OutgoingEvent] {
        try facts.map { try self.event($0, dossier, instant) }
    }

    private func event(_ fact: DossierFact, _ dossier: Dossier, _ instant: UTCInstant) throws -> OutgoingEvent {
        switch fact {
        case .registered:
            try self.make(
                "intake.dossier_registered.v1", dossier, instant,
                Hoso_Intake_V1_DossierRegistered.with { $0.dossier = dossier.wire })
        case .componentReused(let offer):
            try self.make("intake.component_reused.v1", dossier, instant, Self.reused(offer, dossier, instant))
        case .paperAskedAgain(let request):
            try self.make("intake.paper_asked_again.v1", dossier, instant, request.wire(of: dossier))
        case .accepted(let officerCode):
            try self.make(
                "intake.dossier_accepted.v1", dossier, instant,
                Hoso_Intake_V1_DossierAccepted.with {
                    $0.dossier = dossier.wire
                    $0.officerCode = officerCode
                })
        case .handedOver(let handover):
            try self.make(
                "intake.dossier_handed_over.v1", dossier, instant,
                Hoso_Intake_V1_DossierHandedOver.with {
                    $0.dossierID = Data(dossier.id.bytes)
                    $0.dossierCode = dossier.code.text
                    $0.handover = handover.wire
                })
        case .statusChanged(let change):
            try self.make(
                "intake.dossier_status_changed.v1", dossier, instant,
                Hoso_Intake_V1_DossierStatusChanged.with {
                    $0.dossierID = Data(dossier.id.bytes)
                    $0.dossierCode = dossier.code.text
                    $0.change = change.wire
                    $0.version = dossier.version
                    $0.receivingAgencyCode = dossier.places.receipt
                })
        case .componentDigitized(let code):
            try self.make("intake.component_digitized.v1", dossier, instant, Self.digitized(code, dossier, instant))
        }
    }

    private static func reused(
        _ offer: ReuseOffer, _ dossier: Dossier, _ instant: UTCInstant
    ) -> Hoso_Intake_V1_ComponentReused {
        .with {
            $0.dossierID = Data(dossier.id.bytes)
            $0.dossierCode = dossier.code.text
            $0.componentCode = offer.componentCode
            $0.documentID = Data(offer.documentID.bytes)
            $0.resultCode = offer.resultCode
            $0.digitization = offer.componentState.wire
            $0.receivingAgencyCode = dossier.places.receipt
            $0.reusedAt = Google_Protobuf_Timestamp(instant)
            $0.officerCode = dossier.openedBy
            $0.procedureCode = dossier.procedure.code
            $0.procedureName = dossier.procedure.name
        }
    }

    private static func digitized(
        _ code: String, _ dossier: Dossier, _ instant: UTCInstant
    ) -> Hoso_Intake_V1_ComponentDigitized {
        let component = dossier.components.first { $0.rule.code == code }
        return .with {
            $0.dossierID = Data(dossier.id.bytes)
            $0.dossierCode = dossier.code.text
            $0.componentCode = code
            $0.role = component?.rule.role.wire ?? .unspecified
            $0.resultCode = component?.resultCode ?? ""
            $0.receivingAgencyCode = dossier.places.receipt
            $0.digitizedAt = Google_Protobuf_Timestamp(instant)
        }
    }

    private func make<Message: SwiftProtobuf.Message>(
        _ name: String, _ dossier: Dossier, _ instant: UTCInstant, _ message: Message
    ) throws -> OutgoingEvent {
        OutgoingEvent(
            id: self.identifiers.next(), name: name, key: dossier.code.text, occurredAt: instant,
            payload: try message.serializedBytes(), dataSchema: Message.protoMessageName)
    }
}
