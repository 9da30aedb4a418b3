import HosoProto
import Messaging
import RecordsDomain
import SwiftProtobuf

extension RecordsEvents {
    /// What somebody has to bring for a record changed.
    func completenessChanged(_ record: WorkRecord, due: [Incompleteness]) throws -> OutgoingEvent {
        try self.event(
            "records.completeness_changed.v1", key: Self.key(record),
            Hoso_Records_V1_CompletenessChanged.with {
                $0.record = RecordsWire.message(record)
                $0.due = due.map(KeepingWire.message)
            })
    }

    /// Records were taken out of the count.
    func excluded(_ entry: ExclusionStore.Sealed, key: String) throws -> OutgoingEvent {
        try self.event(
            "records.records_excluded.v1", key: key,
            Hoso_Records_V1_RecordsExcluded.with { $0.exclusion = KeepingWire.message(entry) })
    }

    /// A closed record took a step.
    func moved(_ record: WorkRecord, step: RecordStep, by officerCode: String) throws -> OutgoingEvent {
        try self.event(
            "records.record_moved.v1", key: Self.key(record),
            Hoso_Records_V1_RecordMoved.with {
                $0.record = RecordsWire.message(record)
                $0.step = step.name
                $0.officerCode = officerCode
                $0.decision = step.decision
            })
    }
}
