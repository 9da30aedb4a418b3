import HosoProto
import Hummingbird
import SwiftProtobuf

/// How scarce signatures are, as JSON: who can sign, what waits for whom, what signed documents lack (V-21, V-22).
struct SignatureLists: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        let signing = self.backend.signing
        router.get("/v1/signatures/signers") { request, context in
            let query = try RequestInput(request: request, context: context).query(["organization", "endingWithinDays"])
            let organization = try query.text("organization", limit: 255)
            let days = UInt32(try query.number("endingWithinDays"))
            return try ProtoJSON.response(
                try await signing.listSigners(
                    .with {
                        $0.organization = organization
                        $0.endingWithinDays = days
                    }, options: Backend.usual))
        }
        router.get("/v1/signatures/waiting") { request, context in
            let officer = try RequestInput(request: request, context: context).query(["officer"]).code("officer")
            return try ProtoJSON.response(
                try await signing.listWaitingDocuments(.with { $0.officerCode = officer }, options: Backend.usual))
        }
        router.get("/v1/signatures/upkeep") { request, context in
            let renewals = try RequestInput(request: request, context: context).query(["renewals"]).text("renewals", limit: 5) == "true"
            return try ProtoJSON.response(
                try await signing.listSignatureUpkeep(.with { $0.withRenewals = renewals }, options: Backend.usual))
        }
    }
}
