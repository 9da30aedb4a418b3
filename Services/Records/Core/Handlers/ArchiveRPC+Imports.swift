import Clocks
import Foundation
import GRPCCore
import HosoProto
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// Taking in what comes from elsewhere, and taking a record out as PDF and XML.
extension ArchiveRPC {
    private var imports: ImportHandlers {
        ImportHandlers(keeping: self.transfers.keeping, blobs: self.transfers.blobs, judge: self.transfers.judge)
    }

    func importPackage(
        request: Hoso_Records_V1_ImportPackageRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ImportPackageResponse {
        try await RecordsRPC.translating {
            let task = try await self.imports.ask(
                ArchiveWire.file(request.file, "file"), agencyCode: request.agencyCode, archiveCode: request.archiveCode,
                retention: ImportWire.retention(request.retention, if: request.hasRetention), by: request.officerCode)
            return .with { $0.import = ImportWire.message(task) }
        }
    }

    func getPackageImport(
        request: Hoso_Records_V1_GetPackageImportRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_GetPackageImportResponse {
        try await RecordsRPC.translating {
            let task = try await self.imports.find(RecordsWire.identifier(request.importID, "importId"))
            return .with { $0.import = ImportWire.message(task) }
        }
    }

    func importLegacyRecord(
        request: Hoso_Records_V1_ImportLegacyRecordRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ImportLegacyRecordResponse {
        try await RecordsRPC.translating {
            // Who hands it over, and the retention named beside it, are no part of what came.
            var came = request
            came.officerCode = ""
            came.clearRetention()
            let bytes: [UInt8] = try came.serializedBytes()
            let task = try await self.imports.importLegacy(ImportWire.record(request), asCame: bytes, by: request.officerCode)
            return .with { $0.import = ImportWire.message(task) }
        }
    }

    func exportRecord(
        request: Hoso_Records_V1_ExportRecordRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ExportRecordResponse {
        try await RecordsRPC.translating {
            let recordID = try RecordsWire.identifier(request.recordID, "recordId")
            try await self.reading.check(whole: recordID, for: request.officerCode)
            let exporter = RecordExporter(
                keeping: self.transfers.keeping, blobs: self.transfers.blobs, scratch: FileManager.default.temporaryDirectory.path)
            let made = try await exporter.export(recordID, by: request.officerCode)
            return .with {
                $0.file = ArchiveWire.message(made.file, "application/zip")
                $0.fileName = made.fileName
                $0.documents = Int32(made.documents)
            }
        }
    }
}
