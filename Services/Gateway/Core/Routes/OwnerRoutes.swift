import GRPCCore
import GatewayDomain
import HosoProto
import Hummingbird
import SwiftProtobuf

/// An owner's repository and the owner's own view of who used it (R19); answers are the messages of `OwnerRepositoryService` in
/// protobuf's JSON.
struct OwnerRoutes: Sendable {
    let backend: Backend
    let pages: PageRenderer

    func add(to router: EdgeRouter) {
        router.get("/v1/owners/{ownerId}/repository") { try await self.held(RequestInput(request: $0, context: $1)) }
        router.get("/v1/owners/{ownerId}/uses") { try await self.uses(RequestInput(request: $0, context: $1)) }
        router.get("/kho/{ownerId}") { try await self.page(RequestInput(request: $0, context: $1)) }
    }

    private static func owner(_ input: RequestInput) throws -> String {
        guard let owner = OwnerNumber.parse(try input.path("ownerId")) else {
            throw RequestInput.fault(
                "path:ownerId", .malformed, "phải là số định danh hoặc mã số doanh nghiệp", "must be a personal or enterprise number")
        }
        return owner
    }

    private func held(_ input: RequestInput) async throws -> Response {
        let (owner, officer) = (try Self.owner(input), try input.namedOfficer())
        let query = try input.query(["limit", "after"])
        let message = try Hoso_Records_V1_ListHeldDocumentsRequest.with {
            $0.ownerID = owner
            $0.officerCode = officer
            $0.limit = try query.limit()
            $0.after = try query.text("after")
        }
        return try ProtoJSON.response(try await self.backend.owners.listHeldDocuments(message, options: Backend.usual))
    }

    private func uses(_ input: RequestInput) async throws -> Response {
        let owner = try Self.owner(input)
        let query = try input.query(["limit", "after"])
        let message = try Hoso_Records_V1_ListDocumentUsesRequest.with {
            $0.ownerID = owner
            $0.limit = try query.limit()
            $0.after = try query.text("after")
        }
        return try ProtoJSON.response(try await self.backend.owners.listDocumentUses(message, options: Backend.usual))
    }

    /// What is held and who used it, on one page; what is restricted is not on it.
    private func page(_ input: RequestInput) async throws -> Response {
        let owner = try Self.owner(input)
        let query = try input.query(["giay-to-sau", "su-dung-sau"])
        let (heldAfter, usesAfter) = (try query.text("giay-to-sau"), try query.text("su-dung-sau"))
        async let names = DirectoryNames.load(from: self.backend)
        async let held = self.backend.owners.listHeldDocuments(
            .with {
                $0.ownerID = owner
                $0.after = heldAfter
            }, options: Backend.page)
        async let uses = self.backend.owners.listDocumentUses(
            .with {
                $0.ownerID = owner
                $0.after = usesAfter
            }, options: Backend.page)
        return self.pages.page("owner", OwnerPage(try await held, try await uses, owner: owner, names: await names))
    }
}
