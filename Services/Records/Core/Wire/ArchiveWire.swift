import Archive
import Clocks
import Foundation
import HosoProto
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// Transfers, packages and the files' health as messages.
enum ArchiveWire {
    static func message(_ transfer: ArchiveTransfer, count: TransferStore.Count? = nil) -> Hoso_Records_V1_ArchiveTransfer {
        .with {
            $0.id = Data(transfer.id.bytes)
            $0.agencyCode = transfer.agencyCode
            $0.agencyName = transfer.agencyName
            $0.archiveCode = transfer.archiveCode
            $0.archiveName = transfer.archiveName
            $0.fondsCode = transfer.fondsCode
            $0.ordinal = Int32(transfer.ordinal)
            $0.state = Self.message(transfer.state)
            if let file = transfer.minutes { $0.minutes = Self.message(file, "application/pdf") }
            if let file = transfer.giverMinutes { $0.giverMinutes = Self.message(file, "application/pdf") }
            if let file = transfer.signedMinutes { $0.signedMinutes = Self.message(file, "application/pdf") }
            $0.openedBy = transfer.openedBy
            $0.decidedBy = transfer.decidedBy
            $0.reason = transfer.reason
            $0.openedAt = Google_Protobuf_Timestamp(transfer.openedAt)
            $0.recordCount = Int32(count?.records ?? 0)
            $0.lateCount = Int32(count?.late ?? 0)
        }
    }

    private static func message(_ state: TransferState) -> Hoso_Records_V1_TransferState {
        switch state {
        case .packing: .packing
        case .minuted: .minuted
        case .giverSigned: .giverSigned
        case .bothSigned: .bothSigned
        case .accepted: .accepted
        case .returned: .returned
        }
    }

    static func message(_ file: StoredBlob, _ mediaType: String) -> Hoso_Common_V1_BlobRef {
        .with {
            $0.sha256 = Data(file.sha256)
            $0.sizeBytes = file.sizeBytes
            $0.mediaType = mediaType
        }
    }

    static func message(_ line: TransferStore.Line, _ packages: [PackageTask]) -> Hoso_Records_V1_TransferredRecord {
        .with {
            $0.recordID = Data(line.record.id.bytes)
            $0.fileCode = line.record.fileCode
            $0.title = line.record.title
            $0.retentionYears = Int32(line.record.retention.number)
            $0.documents = Int32(line.record.documentCount)
            $0.daysLate = Int32(line.daysLate)
            for package in packages where package.recordID == line.record.id {
                switch package.kind {
                case .submission: $0.submission = Self.message(package, fileCode: line.record.fileCode)
                case .archival: $0.archival = Self.message(package, fileCode: line.record.fileCode)
                case .use: break
                }
            }
        }
    }

    static func message(_ package: PackageTask, fileCode: String) -> Hoso_Records_V1_ArchivePackage {
        .with {
            $0.id = Data(package.id.bytes)
            $0.kind = package.kind.rawValue
            $0.recordID = Data(package.recordID.bytes)
            $0.fileCode = fileCode
            if let made = package.made {
                $0.objectID = made.objectID
                $0.fileName = made.fileName
                $0.file = Self.message(made.file, "application/zip")
                $0.documents = Int32(made.documents)
                $0.madeAt = Google_Protobuf_Timestamp(made.at)
            }
            $0.failure = package.failure
            if let request = package.request {
                $0.expiresOn = Hoso_Common_V1_Day(request.expiresOn)
                $0.requestCode = request.code
            }
        }
    }

    static func message(_ fault: FileCheckStore.Fault) -> Hoso_Records_V1_FileFault {
        .with {
            $0.file = Self.message(fault.file, "")
            $0.outcome = fault.outcome.rawValue
            $0.sinceAt = Google_Protobuf_Timestamp(fault.since)
            $0.checkedAt = Google_Protobuf_Timestamp(fault.checkedAt)
            if let id = fault.documentID { $0.documentID = Data(id.bytes) }
            $0.fileCodes = fault.fileCodes
        }
    }

    static func message(_ entry: UnfiledStore.Entry) -> Hoso_Records_V1_UnfiledDocument {
        .with {
            $0.documentID = Data(entry.documentID.bytes)
            $0.agencyCode = entry.agencyCode
            $0.title = entry.title
            $0.notation = entry.notation
            $0.reason = entry.reason.rawValue
            $0.entries = entry.entries
            $0.officerCode = entry.officerCode
            $0.sinceAt = Google_Protobuf_Timestamp(entry.since)
        }
    }

    static func wish(_ request: Hoso_Records_V1_OpenTransferRequest) throws(RecordsRefusal) -> TransferHandlers.Wish {
        var records: [Identifier] = []
        for bytes in request.recordIds { records.append(try RecordsWire.identifier(bytes, "recordIds")) }
        return TransferHandlers.Wish(
            id: try RecordsWire.identifier(request.transferID, "transferId"), agencyCode: request.agencyCode,
            agencyName: request.agencyName, archiveCode: request.archiveCode, archiveName: request.archiveName,
            fondsCode: request.fondsCode, records: records)
    }

    static func file(_ wire: Hoso_Common_V1_BlobRef, _ name: String) throws(RecordsRefusal) -> StoredBlob {
        guard let file = StoredBlob(sha256: [UInt8](wire.sha256), sizeBytes: wire.sizeBytes) else { throw .missing(name) }
        return file
    }

    static func isGiver(_ side: Hoso_Records_V1_TransferSide) throws(RecordsRefusal) -> Bool {
        switch side {
        case .giver: true
        case .receiver: false
        case .unspecified, .UNRECOGNIZED: throw .missing("side")
        }
    }

    static func request(_ wire: Hoso_Records_V1_MakeUsePackageRequest, today: VietnamDate) throws(RecordsRefusal) -> UseRequest {
        try UseRequest(
            code: wire.requestCode, requestedOn: KeepingRequests.day(wire.requestedOn, "requestedOn"), purpose: wire.purpose,
            purposeContent: wire.purposeContent, feeObjectType: wire.feeObjectType, researchTopic: wire.researchTopic,
            receiverName: wire.receiverName, expiresOn: KeepingRequests.day(wire.expiresOn, "expiresOn"), today: today)
    }
}
