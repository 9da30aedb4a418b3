import Clocks
import GRPCCore
import HosoProto
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// The calls of the search: wire → store → wire, nothing else.
struct SearchRPC: Hoso_Records_V1_DocumentSearchService.SimpleServiceProtocol {
    /// How many documents go in one part of an export; a part stays far below the largest message.
    private static let exportPage = 200

    let postgres: PostgresClient
    let clock: any UTCClock

    func findDocuments(
        request: Hoso_Records_V1_FindDocumentsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_FindDocumentsResponse {
        try await RecordsRPC.translating {
            let limit = try RecordsRPC.limit(request.limit, usual: 20, most: 100)
            let question = try SearchWire.question(request.query)
            let after = try SearchWire.place(request.after)
            let (hits, facets) = try await self.postgres.withConnection { connection in
                let search = SearchStore(session: connection)
                let hits = try await search.page(question, for: request.officerCode, after: after, limit: limit)
                return (hits, request.withFacets ? try await search.facets(question, for: request.officerCode) : [])
            }
            let documents = try hits.map { try RecordsWire.message($0.document) }
            return .with {
                $0.documents = documents
                if hits.count == limit, let last = hits.last { $0.nextAfter = last.place.text }
                $0.total = facets.first { $0.name == "total" }?.count ?? 0
                $0.facets = facets.filter { $0.name != "total" }.map(SearchWire.message)
            }
        }
    }

    func exportDocuments(
        request: Hoso_Records_V1_ExportDocumentsRequest, response: RPCWriter<Hoso_Records_V1_ExportDocumentsResponse>,
        context: ServerContext
    ) async throws {
        try await RecordsRPC.translating {
            let question = try SearchWire.question(request.query)
            var place: SearchPlace?
            while true {
                let after = place
                let hits = try await self.postgres.withConnection {
                    try await SearchStore(session: $0).page(
                        question, for: request.officerCode, after: after, limit: Self.exportPage)
                }
                guard let last = hits.last else { return }
                let documents = try hits.map { try RecordsWire.message($0.document) }
                try await response.write(.with { $0.documents = documents })
                guard hits.count == Self.exportPage else { return }
                place = last.place
            }
        }
    }

    func saveSearch(
        request: Hoso_Records_V1_SaveSearchRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_SaveSearchResponse {
        try await RecordsRPC.translating {
            guard !request.officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
            guard (1...100).contains(request.name.count) else { throw RecordsRefusal.badValue("name", "1–100") }
            // A question that cannot be asked is not kept.
            _ = try SearchWire.question(request.query)
            let now = self.clock.now()
            let kept = try await self.postgres.withConnection {
                try await SavedSearchStore(session: $0).save(request.query, as: request.name, of: request.officerCode, at: now)
            }
            guard kept else { throw RecordsRefusal.badValue("name", "≤ \(SavedSearchStore.most)") }
            return .with {
                $0.search.name = request.name
                $0.search.query = request.query
                $0.search.savedAt = Google_Protobuf_Timestamp(now)
            }
        }
    }

    func listSavedSearches(
        request: Hoso_Records_V1_ListSavedSearchesRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListSavedSearchesResponse {
        try await RecordsRPC.translating {
            guard !request.officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
            let searches = try await self.postgres.withConnection {
                try await SavedSearchStore(session: $0).list(of: request.officerCode)
            }
            return .with {
                $0.searches = searches.map { search in
                    .with {
                        $0.name = search.name
                        $0.query = search.query
                        $0.savedAt = Google_Protobuf_Timestamp(search.savedAt)
                    }
                }
            }
        }
    }

    func deleteSavedSearch(
        request: Hoso_Records_V1_DeleteSavedSearchRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_DeleteSavedSearchResponse {
        try await RecordsRPC.translating {
            guard !request.officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
            let deleted = try await self.postgres.withConnection {
                try await SavedSearchStore(session: $0).delete(request.name, of: request.officerCode)
            }
            return .with { $0.deleted = deleted }
        }
    }
}
