import Clocks
import HosoProto
import Messaging
import RecordsDomain
import ServiceKit
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

extension RecordsEvents {
    /// A transfer to the archive came a step further.
    func progressed(_ transfer: ArchiveTransfer, step: String) throws -> OutgoingEvent {
        try self.event(
            "records.transfer_progressed.v1", key: transfer.id.description,
            Hoso_Records_V1_TransferProgressed.with {
                $0.transfer = ArchiveWire.message(transfer)
                $0.step = step
            })
    }
}

extension RecordsEvents {
    /// A record came with its documents from elsewhere.
    func takenIn(_ contents: ImportedContents, by officerCode: String) throws -> OutgoingEvent {
        try self.event(
            "records.record_taken_in.v1", key: Self.key(contents.record),
            Hoso_Records_V1_RecordTakenIn.with {
                $0.record = RecordsWire.message(contents.record)
                $0.kind = contents.kind
                $0.objectID = contents.objectID
                $0.documents = Int32(clamping: contents.documents.count)
                $0.officerCode = officerCode
                $0.takenInAt = Google_Protobuf_Timestamp(self.now)
            })
    }
}
