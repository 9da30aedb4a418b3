import Clocks
import DirectoryDomain
import HosoProto
import Messaging
import ServiceKit
import SwiftProtobuf

/// The events of the directory.
struct DirectoryEvents: Sendable {
    let identifiers: any IdentifierSource

    /// One event for each agency and person an import changed.
    func events(
        of change: ProvinceImport, identifiersByOfficer: [String: Identifier], at instant: UTCInstant
    ) throws -> [OutgoingEvent] {
        let agencies = try change.changed.agencies.map { agency in
            try self.event(
                "directory.agency_recorded.v1", key: agency.code.description, at: instant,
                Hoso_Directory_V1_AgencyRecorded.with {
                    $0.agency = agency.wire
                    $0.recordedAt = Google_Protobuf_Timestamp(instant)
                })
        }
        let people = try change.changed.people.compactMap { person -> OutgoingEvent? in
            guard let id = identifiersByOfficer[person.officerCode] else {
                return nil
            }
            return try self.event(
                "directory.person_recorded.v1", key: person.officerCode, at: instant,
                Hoso_Directory_V1_PersonRecorded.with {
                    $0.person = person.wire(id: id)
                    $0.recordedAt = Google_Protobuf_Timestamp(instant)
                })
        }
        return agencies + people
    }

    private func event<Message: SwiftProtobuf.Message>(
        _ name: String, key: String, at instant: UTCInstant, _ message: Message
    ) throws -> OutgoingEvent {
        OutgoingEvent(
            id: self.identifiers.next(), name: name, key: key, occurredAt: instant,
            payload: try message.serializedBytes(), dataSchema: Message.protoMessageName)
    }
}
