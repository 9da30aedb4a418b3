import Clocks
import Foundation
import GRPCCore
import HosoProto
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// The calls of the archive: wire → handler → wire, nothing else.
struct ArchiveRPC: Hoso_Records_V1_ArchiveService.SimpleServiceProtocol {
    let transfers: TransferHandlers

    private var keeping: RecordKeeping { self.transfers.keeping }
    var reading: ReadingGuard {
        ReadingGuard(postgres: self.postgres, clock: self.keeping.clock, identifiers: self.keeping.identifiers)
    }
    private var postgres: PostgresClient { self.transfers.keeping.postgres }

    func openTransfer(
        request: Hoso_Records_V1_OpenTransferRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_OpenTransferResponse {
        try await RecordsRPC.translating {
            let transfer = try await self.transfers.open(ArchiveWire.wish(request), by: request.officerCode)
            let message = try await self.counted(transfer)
            return .with { $0.transfer = message }
        }
    }

    func signTransfer(
        request: Hoso_Records_V1_SignTransferRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_SignTransferResponse {
        try await RecordsRPC.translating {
            let transfer = try await self.transfers.sign(
                RecordsWire.identifier(request.transferID, "transferId"), ArchiveWire.file(request.minutes, "minutes"),
                asGiver: ArchiveWire.isGiver(request.side), by: request.officerCode)
            let message = try await self.counted(transfer)
            return .with { $0.transfer = message }
        }
    }

    func decideTransfer(
        request: Hoso_Records_V1_DecideTransferRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_DecideTransferResponse {
        try await RecordsRPC.translating {
            let id = try RecordsWire.identifier(request.transferID, "transferId")
            let transfer =
                request.accept
                ? try await self.transfers.accept(id, by: request.officerCode)
                : try await self.transfers.giveBack(id, request.reason, by: request.officerCode)
            let message = try await self.counted(transfer)
            return .with { $0.transfer = message }
        }
    }

    func getTransfer(
        request: Hoso_Records_V1_GetTransferRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_GetTransferResponse {
        try await RecordsRPC.translating {
            let transfer = try await self.transfers.find(RecordsWire.identifier(request.transferID, "transferId"))
            var message = try await self.counted(transfer)
            message.records = try await self.postgres.withConnection { connection in
                let packages = try await PackageStore(session: connection).list(transfer: transfer.id)
                return try await TransferStore(session: connection).lines(of: transfer.id).map { ArchiveWire.message($0, packages) }
            }
            let full = message
            return .with { $0.transfer = full }
        }
    }

    func listArchiveTransfers(
        request: Hoso_Records_V1_ListArchiveTransfersRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListArchiveTransfersResponse {
        try await RecordsRPC.translating {
            let limit = try RecordsRPC.limit(request.limit, usual: 50, most: 200)
            let after = request.afterTransferID.isEmpty ? nil : try RecordsWire.identifier(request.afterTransferID, "afterTransferId")
            return try await self.postgres.withConnection { connection in
                let store = TransferStore(session: connection)
                let transfers = try await store.list(agencyCode: request.agencyCode, after: after, limit: limit)
                let counts = try await store.counts(transfers.map(\.id))
                return .with {
                    $0.transfers = transfers.map { ArchiveWire.message($0, count: counts[$0.id]) }
                    if transfers.count == limit, let last = transfers.last { $0.nextAfterTransferID = Data(last.id.bytes) }
                }
            }
        }
    }

    func makeUsePackage(
        request: Hoso_Records_V1_MakeUsePackageRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_MakeUsePackageResponse {
        try await RecordsRPC.translating {
            let asked = try ArchiveWire.request(request, today: self.keeping.clock.now().vietnamDate)
            let recordID = try RecordsWire.identifier(request.recordID, "recordId")
            try await self.reading.check(whole: recordID, for: request.officerCode)
            let task = try await MakeUsePackageHandler(keeping: self.keeping).ask(
                RecordsWire.identifier(request.packageID, "packageId"), of: recordID, asked, by: request.officerCode)
            let fileCode = try await self.fileCode(recordID)
            return .with { $0.package = ArchiveWire.message(task, fileCode: fileCode) }
        }
    }

    func listPackages(
        request: Hoso_Records_V1_ListPackagesRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListPackagesResponse {
        try await RecordsRPC.translating {
            let recordID = try RecordsWire.identifier(request.recordID, "recordId")
            let fileCode = try await self.fileCode(recordID)
            let packages = try await self.postgres.withConnection { try await PackageStore(session: $0).list(record: recordID) }
            return .with { $0.packages = packages.map { ArchiveWire.message($0, fileCode: fileCode) } }
        }
    }

    func getFileHealth(
        request: Hoso_Records_V1_GetFileHealthRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_GetFileHealthResponse {
        try await RecordsRPC.translating {
            let limit = try RecordsRPC.limit(request.limit, usual: 100, most: 1000)
            return try await self.postgres.withConnection { connection in
                let store = FileCheckStore(session: connection)
                let health = try await store.health(at: self.keeping.clock.now())
                let faults = try await store.faults(limit: limit)
                return .with {
                    $0.files = health.files
                    $0.checked = health.files - health.due
                    $0.due = health.due
                    $0.faulty = health.faulty
                    if health.unchecked == 0, let oldest = health.oldestCheck { $0.oldestCheckAt = Google_Protobuf_Timestamp(oldest) }
                    $0.faults = faults.map(ArchiveWire.message)
                }
            }
        }
    }

    func listUnfiled(
        request: Hoso_Records_V1_ListUnfiledRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListUnfiledResponse {
        try await RecordsRPC.translating {
            let limit = try RecordsRPC.limit(request.limit, usual: 50, most: 200)
            let after = request.afterDocumentID.isEmpty ? nil : try RecordsWire.identifier(request.afterDocumentID, "afterDocumentId")
            let entries = try await self.postgres.withConnection {
                try await UnfiledStore(session: $0).list(agencyCode: request.agencyCode, after: after, limit: limit)
            }
            return .with {
                $0.documents = entries.map(ArchiveWire.message)
                if entries.count == limit, let last = entries.last { $0.nextAfterDocumentID = Data(last.documentID.bytes) }
            }
        }
    }

    private func counted(_ transfer: ArchiveTransfer) async throws -> Hoso_Records_V1_ArchiveTransfer {
        let count = try await self.postgres.withConnection { try await TransferStore(session: $0).counts([transfer.id])[transfer.id] }
        return ArchiveWire.message(transfer, count: count)
    }

    private func fileCode(_ record: Identifier) async throws -> String {
        guard let found = try await self.postgres.withConnection({ try await RecordStore(session: $0).find(id: record) }) else {
            throw RecordsRefusal.notFound("hồ sơ / record \(record)")
        }
        return found.fileCode
    }
}
