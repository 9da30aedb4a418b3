import GRPCCore
import HosoProto
import SwiftProtobuf
import Testing

@testable import Gateway

/// Every route of outgoing and incoming documents reaches its call, with the officer of the header and the id of the path.
@Suite(.timeLimit(.minutes(10))) struct DocumentRoutesTests {
    /// A route and the call behind it.
    struct Route: Sendable, CustomTestStringConvertible {
        let verb: String
        let path: String
        let method: MethodDescriptor
        /// Officer and id as the service was told them.
        let told: @Sendable (Script) throws -> (officer: String?, id: String?)

        var testDescription: String { "\(self.verb) \(self.path)" }

        init<Body: Message>(
            _ verb: String, _ path: String, _ method: MethodDescriptor, _ read: @escaping @Sendable (Body) -> (officer: String, id: String?)
        ) {
            self.verb = verb
            self.path = path
            self.method = method
            self.told = { script in
                guard let asked: Body = try script.last(method) else { return (nil, nil) }
                return read(asked)
            }
        }
    }

    private static let id = "0195e3a0-0000-7000-8000-000000000001"
    private typealias Documents = Hoso_Signing_V1_DocumentService.Method
    private typealias Incoming = Hoso_Intake_V1_IncomingService.Method

    static let outgoing: [Route] = [
        Route("POST", "/v1/document-processes", Documents.ImportProcess.descriptor) {
            (asked: Hoso_Signing_V1_ImportProcessRequest) in (asked.officerCode, nil)
        },
        Route("POST", "/v1/outgoing", Documents.DraftDocument.descriptor) {
            (asked: Hoso_Signing_V1_DraftDocumentRequest) in (asked.officerCode, asked.idempotencyKey)
        },
        Route("GET", "/v1/outgoing/ID", Documents.GetDocument.descriptor) {
            (asked: Hoso_Signing_V1_GetDocumentRequest) in (asked.officerCode, asked.documentID)
        },
        Route("POST", "/v1/outgoing/ID/steps", Documents.TakeStep.descriptor) {
            (asked: Hoso_Signing_V1_TakeStepRequest) in (asked.officerCode, asked.documentID)
        },
        Route("GET", "/v1/outgoing/ID/differences?earlier=1&later=2", Documents.CompareVersions.descriptor) {
            (asked: Hoso_Signing_V1_CompareVersionsRequest) in (asked.officerCode, asked.documentID)
        },
        Route("POST", "/v1/outgoing-renderings", Documents.RenderContent.descriptor) {
            (asked: Hoso_Signing_V1_RenderContentRequest) in (asked.officerCode, nil)
        },
        Route("GET", "/v1/outgoing-work?officer=CC002&late=true", Documents.ListWork.descriptor) {
            (asked: Hoso_Signing_V1_ListWorkRequest) in (asked.readerCode, nil)
        },
        Route("GET", "/v1/outgoing-work/counts?agency=H99.11&unit=VX", Documents.CountWork.descriptor) {
            (asked: Hoso_Signing_V1_CountWorkRequest) in (asked.readerCode, nil)
        },
        Route("POST", "/v1/outgoing-work/hand-overs", Documents.HandOverWork.descriptor) {
            (asked: Hoso_Signing_V1_HandOverWorkRequest) in (asked.officerCode, nil)
        },
        Route("GET", "/v1/outgoing-officers?agency=H99.11&from=2026-03-01&to=2026-03-31", Documents.ListOfficerWork.descriptor) {
            (asked: Hoso_Signing_V1_ListOfficerWorkRequest) in (asked.officerCode, nil)
        },
        Route("GET", "/v1/outgoing-handled?agency=H99.11&of=CC002&from=2026-03-01&to=2026-03-31", Documents.ListHandled.descriptor) {
            (asked: Hoso_Signing_V1_ListHandledRequest) in (asked.officerCode, nil)
        },
        Route("POST", "/v1/outgoing-registers", Documents.MakeRegister.descriptor) {
            (asked: Hoso_Signing_V1_MakeRegisterRequest) in (asked.officerCode, nil)
        },
        Route("POST", "/v1/numbers", Documents.ReserveNumber.descriptor) {
            (asked: Hoso_Signing_V1_ReserveNumberRequest) in (asked.officerCode, asked.idempotencyKey)
        },
        Route("POST", "/v1/numbers/settle", Documents.SettleNumber.descriptor) {
            (asked: Hoso_Signing_V1_SettleNumberRequest) in (asked.officerCode, nil)
        },
        Route("GET", "/v1/numbers?agency=H99.11&year=2026", Documents.ListNumbers.descriptor) {
            (asked: Hoso_Signing_V1_ListNumbersRequest) in (asked.officerCode, nil)
        },
        Route("POST", "/v1/copies", Documents.MakeCopy.descriptor) {
            (asked: Hoso_Signing_V1_MakeCopyRequest) in (asked.officerCode, asked.idempotencyKey)
        },
        Route("GET", "/v1/copies?agency=H99.11&document=ID", Documents.ListCopies.descriptor) {
            (asked: Hoso_Signing_V1_ListCopiesRequest) in (asked.officerCode, asked.documentID)
        },
        Route("GET", "/v1/copies/ID", Documents.GetCopy.descriptor) {
            (asked: Hoso_Signing_V1_GetCopyRequest) in (asked.officerCode, asked.copyID)
        },
        Route("POST", "/v1/copies/ID/signature", Documents.EnterCopySignature.descriptor) {
            (asked: Hoso_Signing_V1_EnterCopySignatureRequest) in (asked.officerCode, asked.copyID)
        },
        Route("POST", "/v1/signature-requests", Hoso_Signing_V1_SigningService.Method.PrepareSignature.descriptor) {
            (asked: Hoso_Signing_V1_PrepareSignatureRequest) in (asked.officerCode, asked.idempotencyKey)
        },
    ]

    static let incoming: [Route] = [
        Route("POST", "/v1/receptions", Incoming.ImportReception.descriptor) {
            (asked: Hoso_Intake_V1_ImportReceptionRequest) in (asked.officerCode, nil)
        },
        Route("POST", "/v1/incoming", Incoming.EnterIncoming.descriptor) {
            (asked: Hoso_Intake_V1_EnterIncomingRequest) in (asked.officerCode, asked.idempotencyKey)
        },
        Route("GET", "/v1/incoming?agency=H99.12&year=2026", Incoming.ListIncoming.descriptor) {
            (asked: Hoso_Intake_V1_ListIncomingRequest) in (asked.officerCode, nil)
        },
        Route("GET", "/v1/incoming/ID", Incoming.GetIncoming.descriptor) {
            (asked: Hoso_Intake_V1_GetIncomingRequest) in (asked.officerCode, asked.incomingID)
        },
        Route("POST", "/v1/incoming/ID/steps", Incoming.TakeIncomingStep.descriptor) {
            (asked: Hoso_Intake_V1_TakeIncomingStepRequest) in (asked.officerCode, asked.incomingID)
        },
        Route("POST", "/v1/incoming/ID/slips", Incoming.MakeHandlingSlip.descriptor) {
            (asked: Hoso_Intake_V1_MakeHandlingSlipRequest) in (asked.officerCode, asked.incomingID)
        },
        Route("POST", "/v1/incoming-books", Incoming.MakeIncomingBook.descriptor) {
            (asked: Hoso_Intake_V1_MakeIncomingBookRequest) in (asked.officerCode, nil)
        },
        Route("GET", "/v1/incoming-work?officer=CC002", Incoming.ListIncomingWork.descriptor) {
            (asked: Hoso_Intake_V1_ListIncomingWorkRequest) in (asked.readerCode, nil)
        },
        Route("GET", "/v1/incoming-work/counts?officer=CC002", Incoming.CountIncomingWork.descriptor) {
            (asked: Hoso_Intake_V1_CountIncomingWorkRequest) in (asked.readerCode, nil)
        },
        Route("POST", "/v1/incoming-work/hand-overs", Incoming.HandOverIncoming.descriptor) {
            (asked: Hoso_Intake_V1_HandOverIncomingRequest) in (asked.officerCode, nil)
        },
        Route("GET", "/v1/incoming-officers?agency=H99.12&from=2026-03-01&to=2026-03-31", Incoming.ListIncomingOfficers.descriptor) {
            (asked: Hoso_Intake_V1_ListIncomingOfficersRequest) in (asked.officerCode, nil)
        },
        Route("GET", "/v1/incoming-handled?agency=H99.12&of=CC002&from=2026-03-01&to=2026-03-31", Incoming.ListIncomingHandled.descriptor) {
            (asked: Hoso_Intake_V1_ListIncomingHandledRequest) in (asked.officerCode, nil)
        },
    ]

    @Test(arguments: Self.outgoing + Self.incoming)
    func `R75 a route reaches its call with the officer of the header and the id of the path`(_ route: Route) async throws {
        let script = Script(methods: PublicMethods.all)
        // No field set is a valid answer to every call.
        script.on(route.method) { (_: Google_Protobuf_Empty) in Google_Protobuf_Empty() }
        try await EdgeRig.run(script) { rig in
            let path = route.path.replacing("ID", with: Self.id)
            let body = #"{"officerCode":"X"}"#
            let answer = route.verb == "GET"
                ? try await rig.get(path, headers: ["X-Hoso-Officer": "CC001"]) : try await rig.post(path, body, key: Self.id)
            #expect((200..<300).contains(answer.status), "\(answer.body)")
            let told = try route.told(rig.script)
            #expect(told.officer == "CC001" && told.id ?? Self.id == Self.id)

            let nobody = route.verb == "GET" ? try await rig.get(path) : try await rig.post(path, body, officer: nil, key: Self.id)
            #expect(nobody.status == 400 && rig.script.asked.count == 1)
        }
    }

    @Test func `R33 templates are for everybody, and a query that no route knows is refused`() async throws {
        let script = Script(methods: PublicMethods.all)
        script.on(Documents.ListTemplates.descriptor) { (_: Google_Protobuf_Empty) in
            Hoso_Signing_V1_ListTemplatesResponse.with { $0.templates = [.with { $0.type = "decision" }] }
        }
        try await EdgeRig.run(script) { rig in
            #expect(try await rig.get("/v1/document-templates").body.contains("decision"))
            for path in [
                "/v1/outgoing-work?oficer=x", "/v1/copies?document=x", "/v1/outgoing-officers?agency=H99.11&from=2026-02-30&to=2026-03-01",
                "/v1/incoming-handled?limit=0", "/v1/numbers?year=-1", "/v1/copies/x",
            ] {
                let answer = try await rig.get(path, headers: ["X-Hoso-Officer": "CC001"])
                #expect(answer.status == 400, "\(path)")
            }
            #expect(rig.script.asked.count == 1)
        }
    }
}
