import Clocks
import Foundation
import HosoProto
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// Turns the service's values into messages and back. The only place of this service that knows generated names.
enum RecordsWire {
    // MARK: Filing plans

    static func message(_ plan: FilingPlan) -> Hoso_Records_V1_FilingPlan {
        .with {
            $0.agencyCode = plan.agencyCode
            $0.year = Int32(plan.year)
            $0.state = Self.message(plan.state)
            $0.headings = plan.headings.map(Self.message)
            $0.permanentEntries = Int32(plan.permanentCount)
            $0.limitedEntries = Int32(plan.entries.count - plan.permanentCount)
        }
    }

    private static func message(_ heading: FilingPlanHeading) -> Hoso_Records_V1_FilingPlanHeading {
        .with {
            $0.ordinal = heading.ordinal
            $0.title = heading.title
            $0.entries = heading.entries.map { entry in
                .with {
                    $0.notation = entry.notation
                    $0.title = entry.title
                    $0.retentionYears = Int32(entry.retention.number)
                    $0.creator = entry.creator
                    $0.note = entry.note
                    if entry.contract != .usual { $0.contract = ContractWire.message(entry.contract) }
                    $0.rules = entry.rules.map(ContractWire.message)
                }
            }
        }
    }

    private static func message(_ state: FilingPlanState) -> Hoso_Records_V1_FilingPlanState {
        switch state {
        case .draft: .draft
        case .approved: .approved
        case .inForce: .inForce
        case .closed: .closed
        }
    }

    static func state(_ message: Hoso_Records_V1_FilingPlanState) throws(RecordsRefusal) -> FilingPlanState {
        switch message {
        case .draft: .draft
        case .approved: .approved
        case .inForce: .inForce
        case .closed: .closed
        case .unspecified, .UNRECOGNIZED: throw .missing("state")
        }
    }

    // MARK: Records and documents

    static func message(_ record: WorkRecord) -> Hoso_Records_V1_WorkRecord {
        .with {
            $0.id = Data(record.id.bytes)
            $0.fileCode = record.fileCode
            $0.title = record.title
            $0.agencyCode = record.agencyCode
            $0.year = Int32(record.year)
            $0.planNotation = record.planNotation
            $0.retentionYears = Int32(record.retention.number)
            $0.creator = record.creator
            $0.state =
                switch record.state {
                case .open: .open
                case .collecting: .collecting
                case .closed: .closed
                case .submitted: .submitted
                case .returned: .returned
                case .archived: .archived
                case .destructionProposed: .destructionProposed
                case .destroyed: .destroyed
                }
            $0.dossierCode = record.dossierCode
            $0.documentCount = Int32(record.documentCount)
            $0.openedAt = Google_Protobuf_Timestamp(record.openedAt)
            if let closedAt = record.closedAt { $0.closedAt = Google_Protobuf_Timestamp(closedAt) }
            $0.version = record.version
        }
    }

    static func message(_ document: RepositoryDocument, ordinal: Int = 0) throws -> Hoso_Records_V1_RepositoryDocument {
        let fields = try FieldList(json: document.fieldsJSON)
        return .with {
            $0.id = Data(document.id.bytes)
            $0.ownerID = document.ownerID
            $0.resultCode = document.resultCode
            $0.paperTypeCode = document.paperTypeCode
            $0.title = document.title
            $0.role = document.role == .result ? .result : .component
            if !document.fileSHA256.isEmpty {
                $0.file = .with {
                    $0.sha256 = Data(document.fileSHA256)
                    $0.sizeBytes = document.fileSizeBytes
                    $0.mediaType = "application/pdf"
                }
            }
            $0.pages = Int32(document.pages)
            $0.fields = fields.values
            $0.dossierCode = document.dossierCode
            $0.componentCode = document.componentCode
            $0.storedAt = Google_Protobuf_Timestamp(document.storedAt)
            $0.reuseCount = Int32(document.reuseCount)
            $0.ordinal = Int32(ordinal)
            $0.signedValid = document.signedValid
            $0.details = document.details.message
        }
    }

    static func identifier(_ bytes: Data, _ name: String) throws(RecordsRefusal) -> Identifier {
        guard let identifier = Identifier(bytes: bytes) else { throw .missing(name) }
        return identifier
    }
}
