import Clocks
import Foundation
import GRPCCore
import HosoProto
import SwiftProtobuf
import Testing

@testable import Gateway

/// Outgoing documents over HTTP: the messages of the contract in protobuf's JSON.
@Suite(.timeLimit(.minutes(10))) struct OutgoingRoutesTests {
    private typealias Documents = Hoso_Signing_V1_DocumentService.Method
    private static let id = "0195e3a0-0000-7000-8000-000000000001"

    private func scripted() -> Script {
        let script = Script(methods: PublicMethods.all)
        script.on(Documents.TakeStep.descriptor) { (request: Hoso_Signing_V1_TakeStepRequest) in
            Hoso_Signing_V1_TakeStepResponse.with {
                $0.document.id = request.documentID
                $0.document.state = "approval"
                $0.document.file.sizeBytes = 5_000_000_000
            }
        }
        script.on(Documents.DraftDocument.descriptor) { (_: Hoso_Signing_V1_DraftDocumentRequest) in
            Hoso_Signing_V1_DraftDocumentResponse.with { $0.replayed = true }
        }
        script.on(Documents.GetDocument.descriptor) { (request: Hoso_Signing_V1_GetDocumentRequest) in
            Hoso_Signing_V1_GetDocumentResponse.with { $0.document.id = request.documentID }
        }
        return script
    }

    @Test func `R75 a step goes on with the officer of the header, whoever the body names`() async throws {
        try await EdgeRig.run(self.scripted()) { rig in
            let answer = try await rig.post(
                "/v1/outgoing/\(Self.id)/steps", #"{"officerCode":"X","pass":{"kind":"approval","version":2}}"#)

            #expect(answer.status == 200)
            let asked = try rig.script.last(Documents.TakeStep.descriptor, as: Hoso_Signing_V1_TakeStepRequest.self)
            #expect(asked?.officerCode == "CC001" && asked?.documentID == Self.id)
            #expect(asked?.pass.kind == "approval" && asked?.pass.version == 2)
            let document = try answer.json()["document"] as? [String: Any]
            #expect(document?["state"] as? String == "approval")
            #expect((document?["file"] as? [String: Any])?["sizeBytes"] as? Int == 5_000_000_000)
        }
    }

    @Test(arguments: [
        #"{"pass":{"kind":"approval","version":"x"}}"#, #"{"nobody":1}"#, #"{"pass":{},"pass":{}}"#, "{", "[]", #"{"pass":{"kind":"\u0000"}}"#,
        #"{"pass":{},"submit":{}}"#,
    ])
    func `a body that is not in the contract reaches no service`(_ body: String) async throws {
        try await EdgeRig.run(self.scripted()) { rig in
            let answer = try await rig.post("/v1/outgoing/\(Self.id)/steps", body)
            #expect(answer.status == 400, "\(answer.body)")
            #expect(rig.script.asked.isEmpty)
        }
    }

    @Test func `a draft needs its key and says when it is a replay`() async throws {
        try await EdgeRig.run(self.scripted()) { rig in
            let without = try await rig.post("/v1/outgoing", #"{"type":"decision"}"#)
            #expect(without.status == 400)
            let with = try await rig.post("/v1/outgoing", #"{"type":"decision"}"#, key: "k")
            #expect(with.status == 201 && with.headers["idempotency-replayed"] == "true")
        }
    }

    @Test func `R34 who may sign in whose place is entered, shown and taken back by the officer of the header`() async throws {
        typealias Signing = Hoso_Signing_V1_SigningService.Method
        let script = self.scripted()
        script.on(Signing.RegisterDelegation.descriptor) { (_: Hoso_Signing_V1_RegisterDelegationRequest) in
            Hoso_Signing_V1_RegisterDelegationResponse.with { $0.delegation.registeredBy = "CC001" }
        }
        script.on(Signing.RevokeDelegation.descriptor) { (_: Hoso_Signing_V1_RevokeDelegationRequest) in
            Hoso_Signing_V1_RevokeDelegationResponse.with { $0.delegation.revokedBy = "CC001" }
        }
        script.on(Signing.ListDelegations.descriptor) { (_: Hoso_Signing_V1_ListDelegationsRequest) in
            Hoso_Signing_V1_ListDelegationsResponse.with { $0.delegations = [.with { $0.agencyCode = "H99.11" }] }
        }
        try await EdgeRig.run(script) { rig in
            let entered = try await rig.post("/v1/delegations", #"{"officerCode":"X","agencyCode":"H99.11","mode":"SIGNING_MODE_DELEGATED"}"#)
            #expect(entered.status == 201, "\(entered.body)")
            let order = try rig.script.last(Signing.RegisterDelegation.descriptor, as: Hoso_Signing_V1_RegisterDelegationRequest.self)
            #expect(order?.officerCode == "CC001" && order?.agencyCode == "H99.11" && order?.mode == .delegated)

            let back = try await rig.post("/v1/delegations/\(Self.id)/revocation", #"{"reason":"hết công tác"}"#)
            #expect(back.status == 200)
            let revoked = try rig.script.last(Signing.RevokeDelegation.descriptor, as: Hoso_Signing_V1_RevokeDelegationRequest.self)
            #expect(revoked?.delegationID == Data(try #require(Identifier(Self.id)).bytes) && revoked?.officerCode == "CC001")
            #expect(try await rig.post("/v1/delegations/x/revocation", "{}").status == 400)

            let header = ["X-Hoso-Officer": "CC001"]
            #expect(try await rig.get("/v1/delegations").status == 400)
            let list = try await rig.get("/v1/delegations?officer=CB002&inForce=true", headers: header)
            #expect(list.status == 200)
            let asked = try rig.script.last(Signing.ListDelegations.descriptor, as: Hoso_Signing_V1_ListDelegationsRequest.self)
            #expect(asked?.officerCode == "CB002" && asked?.onlyInForce == true && asked?.agencyCode == "")
        }
    }

    @Test func `R76 reading names the reader`() async throws {
        try await EdgeRig.run(self.scripted()) { rig in
            let nobody = try await rig.get("/v1/outgoing/\(Self.id)")
            #expect(nobody.status == 400)
            let somebody = try await rig.get("/v1/outgoing/\(Self.id)", headers: ["X-Hoso-Officer": "CC001"])
            #expect(somebody.status == 200)
            let asked = try rig.script.last(Documents.GetDocument.descriptor, as: Hoso_Signing_V1_GetDocumentRequest.self)
            #expect(asked?.officerCode == "CC001")
        }
    }
}
