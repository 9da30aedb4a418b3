import Clocks
import Foundation
import HosoProto
import Messaging
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// What this service tells others.
struct RecordsEvents: Sendable {
    let identifiers: any IdentifierSource
    let now: UTCInstant

    func opened(_ record: WorkRecord) throws -> OutgoingEvent {
        try self.event(
            "records.record_opened.v1", key: Self.key(record),
            Hoso_Records_V1_RecordOpened.with { $0.record = RecordsWire.message(record) })
    }

    func closed(_ record: WorkRecord, by officerCode: String) throws -> OutgoingEvent {
        try self.event(
            "records.record_closed.v1", key: Self.key(record),
            Hoso_Records_V1_RecordClosed.with {
                $0.record = RecordsWire.message(record)
                $0.officerCode = officerCode
            })
    }

    func filed(_ document: Identifier, ordinal: Int, in record: WorkRecord) throws -> OutgoingEvent {
        try self.event(
            "records.document_filed.v1", key: Self.key(record),
            Hoso_Records_V1_DocumentFiled.with {
                $0.recordID = Data(record.id.bytes)
                $0.fileCode = record.fileCode
                $0.documentID = Data(document.bytes)
                $0.ordinal = Int32(ordinal)
                $0.filedAt = Google_Protobuf_Timestamp(self.now)
            })
    }

    func stored(_ document: RepositoryDocument, paperID: Identifier) throws -> OutgoingEvent {
        let message = try RecordsWire.message(document)
        return try self.event(
            "records.document_stored.v1", key: document.dossierCode,
            Hoso_Records_V1_DocumentStored.with {
                $0.document = message
                $0.paperID = Data(paperID.bytes)
                $0.storedAt = Google_Protobuf_Timestamp(self.now)
            })
    }

    func reused(_ document: RepositoryDocument, in dossierCode: String, as componentCode: String) throws -> OutgoingEvent {
        try self.event(
            "records.document_reused.v1", key: dossierCode,
            Hoso_Records_V1_DocumentReused.with {
                $0.documentID = Data(document.id.bytes)
                $0.dossierCode = dossierCode
                $0.componentCode = componentCode
                $0.sourceRole = document.role == .result ? .result : .component
                $0.reusedAt = Google_Protobuf_Timestamp(self.now)
            })
    }

    static func key(_ record: WorkRecord) -> String {
        record.dossierCode.isEmpty ? record.fileCode : record.dossierCode
    }

    func event(_ name: String, key: String, _ message: some Message) throws -> OutgoingEvent {
        try OutgoingEvent(message, name: name, key: key, occurredAt: self.now, id: self.identifiers.next())
    }
}
