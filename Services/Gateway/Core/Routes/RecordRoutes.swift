import Clocks
import Foundation
import GRPCCore
import GatewayDomain
import HosoProto
import SwiftProtobuf
import Hummingbird

/// Work records and the owners' repository.
struct RecordRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.get("/v1/records") { request, context in
            try await self.find(RequestInput(request: request, context: context))
        }
        router.answering(get: "/v1/records/{id}", self.record)
        router.answering(post: "/v1/records/{id}/close", self.close)
        router.answering(get: "/v1/documents", self.search)
        router.answering(get: "/v1/owners/{ownerId}/documents", self.reusable)
    }

    /// By dossier: that record with its documents; else the records of an agency.
    private func find(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["dossier", "agency", "limit", "after"])
        let dossier = try query.code("dossier")
        guard dossier.isEmpty else {
            let officer = try input.namedOfficer()
            let answer = try await self.backend.records.getRecord(
                .with {
                    $0.dossierCode = dossier
                    $0.officerCode = officer
                }, options: Backend.usual)
            return try JSONResponse.make(RecordDetailBody(answer))
        }
        let message = try Hoso_Records_V1_ListRecordsRequest.with {
            $0.agencyCode = try query.code("agency")
            $0.limit = try query.limit()
            $0.afterRecordID = Data(try query.identifier("after")?.bytes ?? [])
        }
        return try JSONResponse.make(RecordsBody(try await self.backend.records.listRecords(message, options: Backend.usual)))
    }

    private func record(_ input: RequestInput) async throws -> RecordDetailBody {
        let (id, officer) = (try input.identifier("id"), try input.namedOfficer())
        let answer = try await self.backend.records.getRecord(
            .with {
                $0.recordID = Data(id.bytes)
                $0.officerCode = officer
            }, options: Backend.usual)
        return RecordDetailBody(answer)
    }

    private func close(_ input: RequestInput) async throws -> RecordAnswer {
        let id = try input.identifier("id")
        var message = try await input.body { reader in
            Hoso_Records_V1_CloseRecordRequest.with {
                $0.expectedVersion = reader.integer("expectedVersion", in: 0...Int64.max)
                $0.confirmedRetentionYears = reader.number("confirmedRetentionYears", in: 0...1_000)
            }
        }
        message.recordID = Data(id.bytes)
        message.officerCode = input.context.officerCode
        return RecordAnswer(try await self.backend.records.closeRecord(message, options: Backend.usual))
    }

    private func search(_ input: RequestInput) async throws -> DocumentsBody {
        let query = try input.query(["q", "owner", "limit"])
        let owner = try Self.owner(try query.text("owner"), pointer: "query:owner", required: false)
        let message = try Hoso_Records_V1_SearchDocumentsRequest.with {
            $0.query = try query.text("q").precomposedStringWithCanonicalMapping
            $0.ownerID = owner
            $0.limit = try query.limit(upTo: 100)
            $0.officerCode = try input.namedOfficer()
        }
        return DocumentsBody(try await self.backend.records.searchDocuments(message, options: Backend.usual).documents)
    }

    private func reusable(_ input: RequestInput) async throws -> DocumentsBody {
        let owner = try Self.owner(try input.path("ownerId"), pointer: "path:ownerId", required: true)
        let types = try input.query(["types"]).text("types").split(separator: ",").map(String.init)
        guard types.count <= 50, types.allSatisfy(HeaderText.isCode) else {
            throw RequestInput.fault("query:types", .malformed, "các mã cách nhau bằng dấu phẩy", "codes separated by commas")
        }
        let message = Hoso_Records_V1_FindReusableRequest.with {
            $0.ownerID = owner
            $0.paperTypeCodes = types
        }
        return DocumentsBody(try await self.backend.records.findReusable(message, options: Backend.usual).documents)
    }

    private static func owner(_ text: String, pointer: String, required: Bool) throws -> String {
        if text.isEmpty, !required { return "" }
        guard let owner = OwnerNumber.parse(text) else {
            throw RequestInput.fault(
                pointer, .malformed, "phải là số định danh hoặc mã số doanh nghiệp", "must be a personal or enterprise number")
        }
        return owner
    }
}
