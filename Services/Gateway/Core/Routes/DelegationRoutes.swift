import Clocks
import Foundation
import GatewayDomain
import GRPCCore
import HosoProto
import Hummingbird
import SwiftProtobuf

/// The register of who may sign in whose place (R34).
struct DelegationRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        let signing = self.backend.signing
        router.acting(Hoso_Signing_V1_RegisterDelegationRequest.self, post: "/v1/delegations", status: .created) {
            try await signing.registerDelegation($0, options: Backend.usual)
        }
        router.acting(
            Hoso_Signing_V1_RevokeDelegationRequest.self, post: "/v1/delegations/{id}/revocation",
            id: { $0.delegationID = Data(Identifier($1)?.bytes ?? []) }
        ) { try await signing.revokeDelegation($0, options: Backend.usual) }
        router.get("/v1/delegations") { request, context in
            let input = RequestInput(request: request, context: context)
            _ = try input.readingOfficer()
            let query = try input.query(["officer", "agency", "inForce"])
            let question = try Hoso_Signing_V1_ListDelegationsRequest.with {
                $0.officerCode = try query.code("officer")
                $0.agencyCode = try query.code("agency")
                $0.onlyInForce = try query.text("inForce", limit: 5) == "true"
            }
            return try ProtoJSON.response(try await signing.listDelegations(question, options: Backend.usual))
        }
    }
}
