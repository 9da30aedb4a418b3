import Clocks
import HosoProto
import IntakeDomain
import Messaging
import ServiceKit
import SwiftProtobuf

/// What is told of incoming documents.
struct IncomingEvents: Sendable {
    let identifiers: any IdentifierSource

    /// `intake.incoming_progressed.v1`: the sender and the figures learn from it.
    func progressed(_ recorded: RecordedIncoming, _ document: IncomingDocument) throws -> OutgoingEvent {
        let message = Hoso_Intake_V1_IncomingProgressed.with {
            $0.incomingID = document.id.description
            $0.agencyCode = document.head.agency
            $0.authorCode = document.head.authorCode
            $0.sourceDocumentID = document.head.source?.description ?? ""
            $0.kind = recorded.fact.word
            $0.delivery = recorded.fact.delivery
            if case .sentBack(let reason) = recorded.fact { $0.reason = reason }
            $0.position = Int32(clamping: recorded.position)
            $0.officerCode = recorded.actor
            $0.at = Google_Protobuf_Timestamp(recorded.at)
            $0.state = document.state.rawValue
            if let content = self.content(of: recorded, document) { $0.content = content }
        }
        return try OutgoingEvent(
            message, name: "intake.incoming_progressed.v1", key: document.id.description, occurredAt: recorded.at,
            id: self.identifiers.next())
    }

    /// What came from outside, once it is registered and its file is here: records files it with its content. What the suite issued is
    /// stored there already.
    private func content(of recorded: RecordedIncoming, _ document: IncomingDocument) -> Hoso_Intake_V1_IncomingContent? {
        switch recorded.fact {
        case .registered, .captured: guard document.number != nil else { return nil }
        default: return nil
        }
        guard document.head.source == nil, !document.head.isStub, let file = document.file,
            file.mediaType == "application/pdf"
        else { return nil }
        return .with {
            $0.notation = document.head.notation
            $0.dated = Hoso_Common_V1_Day(document.head.dated)
            $0.type = document.head.type
            $0.subject = document.head.subject
            $0.authorName = document.head.authorName
            $0.file = IncomingWire.message(file)
        }
    }
}
