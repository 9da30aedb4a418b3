import Foundation
import GRPCCore
import GatewayDomain
import HosoProto
import Hummingbird
import NIOCore
import SwiftProtobuf

/// The search over documents with its counts, kept questions and its export; bodies are the messages of
/// `DocumentSearchService` in protobuf's JSON.
struct SearchRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.get("/v1/search/documents") { try await self.find(RequestInput(request: $0, context: $1)) }
        router.get("/v1/search/documents.csv") { try await self.export(RequestInput(request: $0, context: $1)) }
        router.get("/v1/search/saved") { try await self.saved(RequestInput(request: $0, context: $1)) }
        router.post("/v1/search/saved") { try await self.save(RequestInput(request: $0, context: $1)) }
        router.post("/v1/search/saved/removal") { try await self.delete(RequestInput(request: $0, context: $1)) }
    }

    private static let conditions: Set<String> = [
        "q", "owner", "types", "agencies", "forms", "storedFrom", "storedTo", "issuedFrom", "issuedTo",
    ]

    private static func question(_ query: QueryInput) throws -> Hoso_Records_V1_DocumentQuery {
        try .with {
            $0.text = try query.text("q", limit: 500).precomposedStringWithCanonicalMapping
            $0.ownerID = try query.code("owner")
            $0.paperTypeCodes = try Self.codes(query, "types")
            $0.agencyCodes = try Self.codes(query, "agencies")
            $0.forms = try Self.codes(query, "forms")
            if try !query.text("storedFrom").isEmpty { $0.storedFrom = try query.day("storedFrom") }
            if try !query.text("storedTo").isEmpty { $0.storedTo = try query.day("storedTo") }
            if try !query.text("issuedFrom").isEmpty { $0.issuedFrom = try query.day("issuedFrom") }
            if try !query.text("issuedTo").isEmpty { $0.issuedTo = try query.day("issuedTo") }
        }
    }

    private static func codes(_ query: QueryInput, _ name: String) throws -> [String] {
        let codes = try query.text(name, limit: 2_000).split(separator: ",").map(String.init)
        guard codes.count <= 50, codes.allSatisfy(HeaderText.isCode) else {
            throw RequestInput.fault("query:\(name)", .malformed, "các mã cách nhau bằng dấu phẩy", "codes separated by commas")
        }
        return codes
    }

    private func find(_ input: RequestInput) async throws -> Response {
        let query = try input.query(Self.conditions.union(["limit", "after", "facets"]))
        let officer = try input.namedOfficer()
        let message = try Hoso_Records_V1_FindDocumentsRequest.with {
            $0.query = try Self.question(query)
            $0.officerCode = officer
            $0.limit = try query.limit(upTo: 100)
            $0.after = try query.text("after")
            $0.withFacets = try query.text("facets") == "1"
        }
        return try ProtoJSON.response(try await self.backend.search.findDocuments(message, options: Backend.usual))
    }

    /// Every hit as CSV, page after page as the reader takes it; memory does not grow with the number of hits.
    private func export(_ input: RequestInput) async throws -> Response {
        let query = try input.query(Self.conditions)
        let officer = try input.namedOfficer()
        let first = try Hoso_Records_V1_FindDocumentsRequest.with {
            $0.query = try Self.question(query)
            $0.officerCode = officer
            $0.limit = 100
        }
        let backend = self.backend
        // Asked before the answer begins, so that a refusal is one.
        let beginning = try await backend.search.findDocuments(first, options: Backend.usual)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"tai-lieu.csv\"",
            ],
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: DocumentTable.head))
                var (page, request) = (beginning, first)
                while true {
                    try await writer.write(ByteBuffer(string: page.documents.map(DocumentTable.line).joined()))
                    guard !page.nextAfter.isEmpty else { break }
                    request.after = page.nextAfter
                    page = try await backend.search.findDocuments(request, options: Backend.usual)
                }
                try await writer.finish(nil)
            })
    }

    private func saved(_ input: RequestInput) async throws -> Response {
        let officer = try input.readingOfficer()
        return try ProtoJSON.response(
            try await self.backend.search.listSavedSearches(.with { $0.officerCode = officer }, options: Backend.usual))
    }

    private func save(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Records_V1_SaveSearchRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(
            try await self.backend.search.saveSearch(message, options: Backend.usual), status: .created)
    }

    private func delete(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Records_V1_DeleteSavedSearchRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.search.deleteSavedSearch(message, options: Backend.usual))
    }
}
