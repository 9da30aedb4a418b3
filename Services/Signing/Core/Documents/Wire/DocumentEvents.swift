import Clocks
import HosoProto
import Messaging
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// What is told of documents.
struct DocumentEvents: Sendable {
    let identifiers: any IdentifierSource

    /// The events of one recorded fact.
    func events(of recorded: RecordedFact, _ document: OutgoingDocument) throws -> [OutgoingEvent] {
        var events = [try self.event("signing.document_progressed.v1", self.progressed(recorded, document), document, recorded.at)]
        switch recorded.fact {
        case .issued:
            events.append(try self.event("signing.document_issued.v1", self.issued(recorded, document), document, recorded.at))
        case .recalled(let reason):
            let message = Hoso_Signing_V1_DocumentRecalled.with {
                $0.documentID = document.id.description
                $0.agencyCode = document.head.agency
                $0.recipientCodes = document.head.recipients
                $0.reason = reason
                $0.recalledAt = Google_Protobuf_Timestamp(recorded.at)
            }
            events.append(try self.event("signing.document_recalled.v1", message, document, recorded.at))
        default: break
        }
        return events
    }

    private func progressed(_ recorded: RecordedFact, _ document: OutgoingDocument) -> Hoso_Signing_V1_DocumentProgressed {
        .with {
            $0.documentID = document.id.description
            $0.agencyCode = document.head.agency
            $0.unitCode = document.head.unit
            $0.type = document.head.type.rawValue
            $0.kind = recorded.fact.word
            $0.position = Int32(clamping: recorded.position)
            $0.officerCode = recorded.actor
            $0.at = Google_Protobuf_Timestamp(recorded.at)
            $0.state = document.state.word
        }
    }

    private func issued(_ recorded: RecordedFact, _ document: OutgoingDocument) -> Hoso_Signing_V1_DocumentIssued {
        .with {
            $0.document = DocumentWire.message(document, withText: false)
            if let file = document.file { $0.file = DocumentWire.message(file) }
            $0.attachments = document.attachments.map(DocumentWire.message)
            $0.issuedAt = Google_Protobuf_Timestamp(recorded.at)
        }
    }

    private func event(
        _ name: String, _ message: some Message, _ document: OutgoingDocument, _ at: UTCInstant
    ) throws -> OutgoingEvent {
        try OutgoingEvent(message, name: name, key: document.id.description, occurredAt: at, id: self.identifiers.next())
    }
}
