import Clocks
import Foundation
import GRPCCore
import HosoProto
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// The calls about an owner's repository: wire → store → wire, nothing else.
struct OwnerRPC: Hoso_Records_V1_OwnerRepositoryService.SimpleServiceProtocol {
    let postgres: PostgresClient
    let clock: any UTCClock

    func listHeldDocuments(
        request: Hoso_Records_V1_ListHeldDocumentsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListHeldDocumentsResponse {
        try await RecordsRPC.translating {
            guard !request.ownerID.isEmpty else { throw RecordsRefusal.missing("ownerId") }
            let limit = try RecordsRPC.limit(request.limit, usual: 50, most: 200)
            let after = try SearchWire.place(request.after)
            let (documents, open) = try await self.postgres.withConnection { connection in
                let documents = try await OwnerStore(session: connection).documents(
                    of: request.ownerID, for: request.officerCode, after: after, limit: limit)
                // What everybody may read is what nobody in particular may read.
                return (documents, try await RightsStore(session: connection).readable(documents.map(\.id), for: ""))
            }
            let today = self.clock.now().vietnamDate
            let held = try documents.map { try OwnerWire.message($0, isOpen: open.contains($0.id), today: today) }
            return .with {
                $0.documents = held
                if documents.count == limit, let last = documents.last {
                    $0.nextAfter = SearchPlace(part: .bare, storedAt: last.storedAt, document: last.id).text
                }
            }
        }
    }

    func listDocumentUses(
        request: Hoso_Records_V1_ListDocumentUsesRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListDocumentUsesResponse {
        try await RecordsRPC.translating {
            guard !request.ownerID.isEmpty else { throw RecordsRefusal.missing("ownerId") }
            let limit = try RecordsRPC.limit(request.limit, usual: 50, most: 200)
            let after = try SearchWire.place(request.after)
            let uses = try await self.postgres.withConnection {
                try await OwnerStore(session: $0).uses(of: request.ownerID, after: after, limit: limit)
            }
            return .with {
                $0.uses = uses.map(OwnerWire.message)
                if uses.count == limit, let last = uses.last {
                    $0.nextAfter = SearchPlace(part: .bare, storedAt: last.usedAt, document: last.documentID).text
                }
            }
        }
    }
}
