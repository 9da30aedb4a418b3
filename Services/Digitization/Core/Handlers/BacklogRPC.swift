import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import GRPCCore
import HosoProto
import ServiceKit
import Spreadsheet
import SwiftProtobuf

/// Answers the calls of backlog campaigns: wire in, store, wire out.
struct BacklogRPC: Hoso_Digitization_V1_BacklogService.SimpleServiceProtocol {
    /// Most boxes or papers a plan may count.
    static let mostPlanned: Int32 = 10_000_000

    let backlog: BacklogStore
    let blobs: any BlobStore
    let attach: AttachFileHandler
    let clock: any UTCClock
    let identifiers: any IdentifierSource

    func openCampaign(
        request: Hoso_Digitization_V1_OpenCampaignRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_OpenCampaignResponse {
        for (pointer, count) in [
            ("planned_boxes", request.plannedBoxes), ("planned_records", request.plannedRecords),
            ("planned_documents", request.plannedDocuments),
        ] where !(0...Self.mostPlanned).contains(count) {
            throw HosoFailure.invalid(pointer, "0 to \(Self.mostPlanned)")
        }
        guard request.boxes.count <= 10_000 else { throw HosoFailure.invalid("boxes", "at most 10000") }
        let boxes = try request.boxes.map { box in
            guard (0...Self.mostPlanned).contains(box.countedRecords) else {
                throw HosoFailure.invalid("boxes.counted_records", "0 to \(Self.mostPlanned)")
            }
            return BacklogCampaign.Box(
                name: try Self.text(box.box, "boxes.box", most: 100), countedRecords: Int(box.countedRecords))
        }
        var campaign = BacklogCampaign(
            id: self.identifiers.next(), agencyCode: try Self.text(request.agencyCode, "agency_code", most: 100),
            name: try Self.text(request.name, "name", most: 200), standard: "TT 02/2019", plannedBoxes: Int(request.plannedBoxes),
            plannedRecords: Int(request.plannedRecords), plannedDocuments: Int(request.plannedDocuments),
            openedBy: try Self.text(request.officerCode, "officer_code", most: 100), openedAt: self.clock.now())
        campaign.boxes = boxes
        let id = try await self.backlog.open(campaign)
        guard let opened = try await self.backlog.campaigns(agency: "", id: id).first else { throw Self.unknown }
        return .with { $0.campaign = opened.wire(at: self.clock.now()) }
    }

    func importSheet(
        request: Hoso_Digitization_V1_ImportSheetRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_ImportSheetResponse {
        let campaign = try Self.id(request.campaignID)
        _ = try Self.text(request.officerCode, "officer_code", most: 100)
        guard let file = StoredFile(request.sheet), let reference = file.reference else {
            throw HosoFailure.invalid("sheet", "the reference of an uploaded file")
        }
        let limits = BacklogSheet.limits
        guard file.sizeBytes <= Int64(limits.fileBytes) else {
            throw Self.failure(.unreadable(.tooManyBytes(limit: limits.fileBytes)))
        }
        guard try await self.blobs.contains(reference) else {
            throw HosoFailure(
                code: .notFound, messageVi: "Chưa có bảng này trong kho. Hãy tải tệp lên trước.",
                messageEn: "This sheet is not in the store. Upload it first.", pointer: "sheet")
        }
        let bytes = [UInt8](try await self.blobs.get(reference))
        let sheet = try Self.sheet(bytes)
        guard let result = try await self.backlog.take(sheet.documents, of: file, into: campaign) else { throw Self.unknown }
        return .with {
            $0.added = Int32(clamping: result.added)
            $0.changed = Int32(clamping: result.changed)
            $0.unchanged = Int32(clamping: result.unchanged)
            $0.faultyRows = Int32(clamping: sheet.faultyRows + result.faults.count)
            $0.faults = (sheet.faults + result.faults).prefix(BacklogSheet.mostFaults).map { $0.wire(at: sheet.place(of: $0)) }
        }
    }

    func listMissingFiles(
        request: Hoso_Digitization_V1_ListMissingFilesRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_ListMissingFilesResponse {
        let names = try await self.backlog.missingFiles(try Self.id(request.campaignID), after: request.after)
        return .with { $0.fileNames = names }
    }

    func attachFile(
        request: Hoso_Digitization_V1_AttachFileRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_AttachFileResponse {
        guard let scan = StoredFile(request.scan) else { throw HosoFailure.invalid("scan", "the reference of an uploaded file") }
        let (paper, replayed) = try await self.attach.handle(
            try Self.id(request.campaignID), file: try Self.text(request.fileName, "file_name", most: 300), scan: scan,
            officerCode: try Self.text(request.officerCode, "officer_code", most: 100))
        return .with {
            $0.paperID = Data(paper.bytes)
            $0.replayed = replayed
        }
    }

    func listCampaigns(
        request: Hoso_Digitization_V1_ListCampaignsRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_ListCampaignsResponse {
        let campaigns = try await self.backlog.campaigns(agency: request.agencyCode)
        let now = self.clock.now()
        return .with { $0.campaigns = campaigns.map { $0.wire(at: now) } }
    }

    private static let unknown = HosoFailure(
        code: .notFound, messageVi: "Không tìm thấy đợt số hóa này.", messageEn: "This campaign is not known.", pointer: "campaign_id")

    private static func sheet(_ bytes: [UInt8]) throws -> BacklogSheet {
        do {
            return try BacklogSheet(try SheetReader.rows(bytes, limits: BacklogSheet.limits))
        } catch let error as SpreadsheetError {
            throw Self.failure(.unreadable(error))
        } catch let error as SheetError {
            throw Self.failure(error)
        }
    }

    private static func failure(_ error: SheetError) -> HosoFailure {
        HosoFailure(code: .invalidArgument, messageVi: error.messageVi, messageEn: error.messageEn, pointer: "sheet")
    }

    private static func id(_ bytes: some Collection<UInt8>) throws -> Identifier {
        guard let id = Identifier(bytes: Array(bytes)) else { throw HosoFailure.invalid("campaign_id", "16 bytes") }
        return id
    }

    private static func text(_ value: String, _ pointer: String, most: Int) throws -> String {
        guard (1...most).contains(value.count), !value.unicodeScalars.contains("\0") else {
            throw HosoFailure.invalid(pointer, "1 to \(most) characters")
        }
        return value
    }
}
