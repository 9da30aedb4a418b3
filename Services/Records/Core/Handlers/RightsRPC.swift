import Clocks
import Foundation
import GRPCCore
import HosoProto
import Postgres
import RecordsDomain
import SwiftProtobuf

/// The calls about rights: wire → handler → wire, nothing else.
struct RightsRPC: Hoso_Records_V1_RightsService.SimpleServiceProtocol {
    let rights: RightsHandlers

    func changeRights(
        request: Hoso_Records_V1_ChangeRightsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ChangeRightsResponse {
        try await RecordsRPC.translating {
            let wish = RightsHandlers.Wish(
                id: try RecordsWire.identifier(request.changeID, "changeId"), subject: try RightsWire.subject(request.subject),
                subjectID: try RecordsWire.identifier(request.subjectID, "subjectId"), readers: request.readers,
                reason: request.reason)
            let change = try await self.rights.change(wish, by: request.officerCode)
            return .with { $0.change = RightsWire.message(change) }
        }
    }

    func confirmRights(
        request: Hoso_Records_V1_ConfirmRightsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ConfirmRightsResponse {
        try await RecordsRPC.translating {
            let change = try await self.rights.confirm(
                RecordsWire.identifier(request.changeID, "changeId"), by: request.officerCode)
            return .with { $0.change = RightsWire.message(change) }
        }
    }

    func listRightChanges(
        request: Hoso_Records_V1_ListRightChangesRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListRightChangesResponse {
        try await RecordsRPC.translating {
            let limit = try RecordsRPC.limit(request.limit, usual: 50, most: 200)
            let subject = try RightsWire.optional(request.subjectID, "subjectId")
            let after = try RightsWire.optional(request.afterChangeID, "afterChangeId")
            let changes = try await self.rights.reading.postgres.withConnection {
                try await RightsStore(session: $0).changes(
                    announcedOnly: request.announcedOnly, of: subject, after: after, limit: limit)
            }
            return .with {
                $0.changes = changes.map(RightsWire.message)
                if changes.count == limit, let last = changes.last { $0.nextAfterChangeID = Data(last.id.bytes) }
            }
        }
    }

    func listDenials(
        request: Hoso_Records_V1_ListDenialsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListDenialsResponse {
        try await RecordsRPC.translating {
            let limit = try RecordsRPC.limit(request.limit, usual: 50, most: 200)
            let subject = try RightsWire.optional(request.subjectID, "subjectId")
            let after = try RightsWire.optional(request.afterDenialID, "afterDenialId")
            let denials = try await self.rights.reading.postgres.withConnection {
                try await RightsStore(session: $0).denials(of: subject, after: after, limit: limit)
            }
            return .with {
                $0.denials = denials.map(RightsWire.message)
                if denials.count == limit, let last = denials.last { $0.nextAfterDenialID = Data(last.id.bytes) }
            }
        }
    }

    func checkFile(
        request: Hoso_Records_V1_CheckFileRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_CheckFileResponse {
        try await RecordsRPC.translating {
            guard request.sha256.count == 32 else { throw RecordsRefusal.missing("sha256") }
            let held = try await self.rights.reading.check(file: [UInt8](request.sha256), for: request.officerCode)
            return .with { $0.held = held }
        }
    }
}
