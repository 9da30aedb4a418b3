import Clocks
import Foundation
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Gateway

/// Captures and page reviews over HTTP: what is passed on, what comes back, what never gets through.
@Suite(.timeLimit(.minutes(10))) struct CaptureRoutesTests {
    private typealias Method = Hoso_Digitization_V1_CaptureService.Method

    private static let page = SequentialIdentifiers.identifier(21)
    private static let file = SequentialIdentifiers.identifier(22)
    private static let digest = String(repeating: "ab", count: 32)

    private static func capture(_ state: Hoso_Digitization_V1_CaptureState = .open) -> Hoso_Digitization_V1_Capture {
        .with {
            $0.id = Data(Samples.id.bytes)
            $0.state = state
            $0.dossierID = Data(Samples.id.bytes)
            $0.dossierCode = Samples.code
            $0.componentCode = "TP01"
            $0.paperTypeCode = "licence"
            $0.role = .component
            $0.ownerID = "079123456789"
            $0.agencyCode = "H99.12"
            $0.title = "Đơn đề nghị"
            $0.minimumDpi = 200
            $0.revision = 4
            $0.openedAt = Google_Protobuf_Timestamp(Samples.instant)
            $0.files = [
                .with {
                    $0.id = Data(Self.file.bytes)
                    $0.file = Samples.blob
                    $0.kind = .pictures
                    $0.pages = 1
                }
            ]
            $0.pages = [
                .with {
                    $0.id = Data(Self.page.bytes)
                    $0.fileID = Data(Self.file.bytes)
                    $0.page = 1
                    $0.turnDegrees = 180
                    $0.turnedByPerson = true
                    $0.isJudged = true
                    $0.thumbnail = Samples.blob
                }
            ]
        }
    }

    private static let opening = """
        {"dossierId":"\(Samples.id)","dossierCode":"\(Samples.code)","componentCode":"TP01","paperTypeCode":"licence",
        "role":"component","ownerId":"079 123 456 789","agencyCode":"H99.12","secrecy":"none","title":"Đơn đề nghị"}
        """

    @Test func `R25 opening passes every value and the key on, and a repetition says so`() async throws {
        let script = Samples.script()
        script.on(Method.OpenCapture.descriptor) { (request: Hoso_Digitization_V1_OpenCaptureRequest) in
            Hoso_Digitization_V1_OpenCaptureResponse.with {
                $0.capture = Self.capture()
                $0.replayed = request.idempotencyKey == "seen"
            }
        }
        try await EdgeRig.run(script) { rig in
            let first = try await rig.post("/v1/captures", Self.opening, key: "c-1")
            let asked = try #require(try rig.script.last(Method.OpenCapture.descriptor, as: Hoso_Digitization_V1_OpenCaptureRequest.self))
            let again = try await rig.post("/v1/captures", Self.opening, key: "seen")
            let body = try first.json()["capture"] as? [String: Any]

            #expect(first.status == 201)
            #expect(asked.idempotencyKey == "c-1" && asked.officerCode == "CC001")
            #expect(asked.ownerID == "079123456789" && asked.secrecy == .none && asked.minimumDpi == 0)
            #expect(asked.dossierID == Data(Samples.id.bytes) && asked.componentCode == "TP01" && asked.role == .component)
            #expect(body?["state"] as? String == "open")
            #expect(body?["id"] as? String == "\(Samples.id)")
            #expect(first.headers["idempotency-replayed"] == nil && again.headers["idempotency-replayed"] == "true")
        }
    }

    @Test(arguments: [
        opening.replacing(#""secrecy":"none","#, with: ""), opening.replacing(#""component","#, with: #""other","#),
        opening.replacing("079 123 456 789", with: "079"), opening.replacing(#""title":"Đơn đề nghị""#, with: #""title":"""#),
        opening.replacing("}", with: #","minimumDpi":1201}"#), opening.replacing("}", with: #","unknown":1}"#), "{", "[]", "",
    ])
    func `an opening with a fault reaches no service`(body: String) async throws {
        try await EdgeRig.run(Samples.script()) { rig in
            let answer = try await rig.post("/v1/captures", body, key: "c-1")

            #expect(answer.status == 400)
            #expect(rig.script.asked.isEmpty)
        }
    }

    @Test func `who changes a capture says who they are, and who makes one gives a key`() async throws {
        try await EdgeRig.run(Samples.script()) { rig in
            let capture = "/v1/captures/\(Samples.id)"
            let statuses = [
                try await rig.post("/v1/captures", Self.opening).status,
                try await rig.post("/v1/captures", Self.opening, officer: nil, key: "c-1").status,
                try await rig.post("\(capture)/files", "{}").status,
                try await rig.post("\(capture)/bind", #"{"declaredPages":1}"#, officer: nil).status,
            ]

            #expect(statuses == [400, 400, 400, 400])
            #expect(rig.script.asked.isEmpty)
        }
    }

    @Test func `R25 a file is added under its key, at the end or in the place of a page`() async throws {
        let script = Samples.script()
        script.on(Method.AddCaptureFile.descriptor) { (_: Hoso_Digitization_V1_AddCaptureFileRequest) in
            Hoso_Digitization_V1_AddCaptureFileResponse.with { $0.capture = Self.capture() }
        }
        let file = #""file":{"sha256":"\#(Self.digest)","sizeBytes":12,"mediaType":"image/jpeg"}"#
        try await EdgeRig.run(script) { rig in
            let added = try await rig.post("/v1/captures/\(Samples.id)/files", "{\(file)}", key: "f-1")
            let first = try #require(try rig.script.last(Method.AddCaptureFile.descriptor, as: Hoso_Digitization_V1_AddCaptureFileRequest.self))
            _ = try await rig.post("/v1/captures/\(Samples.id)/files", #"{\#(file),"replacesPageId":"\#(Self.page)"}"#, key: "f-2")
            let second = try #require(try rig.script.last(Method.AddCaptureFile.descriptor, as: Hoso_Digitization_V1_AddCaptureFileRequest.self))

            #expect(added.status == 201)
            #expect(first.captureID == Data(Samples.id.bytes) && first.fileKey == "f-1" && first.replacesPageID.isEmpty)
            #expect(first.file.sha256 == Data(repeating: 0xAB, count: 32) && first.file.sizeBytes == 12)
            #expect(second.fileKey == "f-2" && second.replacesPageID == Data(Self.page.bytes))
        }
    }

    @Test func `R25 pages are arranged with the revision that was seen, a turn is only passed on when it is said`() async throws {
        let script = Samples.script()
        script.on(Method.ArrangePages.descriptor) { (_: Hoso_Digitization_V1_ArrangePagesRequest) in
            Hoso_Digitization_V1_ArrangePagesResponse.with { $0.capture = Self.capture() }
        }
        try await EdgeRig.run(script) { rig in
            let body = #"{"revision":4,"pages":[{"id":"\#(Self.page)","turn":{"degrees":180}},{"id":"\#(Self.file)"}]}"#
            let answer = try await rig.post("/v1/captures/\(Samples.id)/arrange", body)
            let asked = try #require(try rig.script.last(Method.ArrangePages.descriptor, as: Hoso_Digitization_V1_ArrangePagesRequest.self))
            let page = ((try answer.json()["capture"] as? [String: Any])?["pages"] as? [[String: Any]])?.first

            #expect(answer.status == 200)
            #expect(asked.revision == 4 && asked.pages.map(\.pageID) == [Data(Self.page.bytes), Data(Self.file.bytes)])
            #expect(asked.pages.map(\.hasTurn) == [true, false] && asked.pages.first?.turn.degrees == 180)
            #expect(page?["turnDegrees"] as? Int == 180 && page?["turnedByPerson"] as? Bool == true && page?["isJudged"] as? Bool == true)
            #expect((page?["thumbnail"] as? [String: Any])?["mediaType"] as? String == "application/pdf")
        }
    }

    @Test(arguments: [
        #"{"revision":-1,"pages":[]}"#, #"{"pages":[]}"#, #"{"revision":1}"#, #"{"revision":1,"pages":[{}]}"#,
        #"{"revision":1,"pages":[{"id":"x"}]}"#, #"{"revision":1,"pages":[{"id":"\#(page)","turn":{}}]}"#,
        #"{"revision":1,"pages":[{"id":"\#(page)","turn":{"degrees":271}}]}"#, #"{"revision":1,"pages":7}"#,
    ])
    func `an arrangement with a fault reaches no service`(body: String) async throws {
        try await EdgeRig.run(Samples.script()) { rig in
            let answer = try await rig.post("/v1/captures/\(Samples.id)/arrange", body)

            #expect(answer.status == 400)
            #expect(rig.script.asked.isEmpty)
        }
    }

    @Test func `a refusal of the service keeps its words and its code`() async throws {
        let script = Samples.script()
        script.on(Method.ArrangePages.descriptor) { (_: Hoso_Digitization_V1_ArrangePagesRequest) -> Hoso_Digitization_V1_ArrangePagesResponse in
            throw HosoFailure(code: .conflict, messageVi: "Có người vừa thay đổi các trang.", messageEn: "Somebody changed the pages.")
        }
        try await EdgeRig.run(script) { rig in
            let answer = try await rig.post("/v1/captures/\(Samples.id)/arrange", #"{"revision":1,"pages":[]}"#)

            #expect(answer.status == 412)
            #expect(answer.body.contains("Có người vừa thay đổi các trang."))
        }
    }

    @Test func `R25 binding is accepted with capture and paper, and abandoning gives the capture back`() async throws {
        let script = Samples.script()
        script.on(Method.BindCapture.descriptor) { (_: Hoso_Digitization_V1_BindCaptureRequest) in
            Hoso_Digitization_V1_BindCaptureResponse.with {
                $0.capture = Self.capture(.bound)
                $0.paper = Samples.paper(.received)
            }
        }
        script.on(Method.AbandonCapture.descriptor) { (_: Hoso_Digitization_V1_AbandonCaptureRequest) in
            Hoso_Digitization_V1_AbandonCaptureResponse.with { $0.capture = Self.capture(.abandoned) }
        }
        try await EdgeRig.run(script) { rig in
            let bound = try await rig.post("/v1/captures/\(Samples.id)/bind", #"{"declaredPages":2}"#)
            let asked = try #require(try rig.script.last(Method.BindCapture.descriptor, as: Hoso_Digitization_V1_BindCaptureRequest.self))
            let abandoned = try await rig.post("/v1/captures/\(Samples.id)/abandon", "")

            #expect(bound.status == 202)
            #expect(asked.declaredPages == 2 && asked.officerCode == "CC001")
            #expect((try bound.json()["capture"] as? [String: Any])?["state"] as? String == "bound")
            #expect((try bound.json()["paper"] as? [String: Any])?["state"] as? String == "received")
            #expect(abandoned.status == 200)
            #expect((try abandoned.json()["capture"] as? [String: Any])?["state"] as? String == "abandoned")
            #expect(try await rig.post("/v1/captures/\(Samples.id)/bind", #"{"declaredPages":0}"#).status == 400)
            #expect(try await rig.post("/v1/captures/not-an-id/bind", #"{"declaredPages":1}"#).status == 400)
        }
    }

    @Test func `captures of an agency and one capture are shown, also one that expired`() async throws {
        let script = Samples.script()
        script.on(Method.ListCaptures.descriptor) { (_: Hoso_Digitization_V1_ListCapturesRequest) in
            Hoso_Digitization_V1_ListCapturesResponse.with { $0.captures = [Self.capture(), Self.capture()] }
        }
        script.on(Method.GetCapture.descriptor) { (_: Hoso_Digitization_V1_GetCaptureRequest) in
            Hoso_Digitization_V1_GetCaptureResponse.with { $0.capture = Self.capture(.expired) }
        }
        try await EdgeRig.run(script) { rig in
            let list = try await rig.get("/v1/captures?agencyCode=H99.12&limit=2")
            let asked = try #require(try rig.script.last(Method.ListCaptures.descriptor, as: Hoso_Digitization_V1_ListCapturesRequest.self))
            let one = try await rig.get("/v1/captures/\(Samples.id)")

            let shown = try list.json()["captures"] as? [Any]

            #expect(list.status == 200 && shown?.count == 2)
            #expect(asked.agencyCode == "H99.12" && asked.limit == 2)
            #expect((try one.json()["capture"] as? [String: Any])?["state"] as? String == "expired")
            #expect(try await rig.get("/v1/captures?agencyCode=H99.12&other=1").status == 400)
        }
    }

    @Test func `R25 pages a person has to look at are listed and closed by an officer`() async throws {
        let script = Samples.script()
        script.on(Method.ListPageReviews.descriptor) { (_: Hoso_Digitization_V1_ListPageReviewsRequest) in
            Hoso_Digitization_V1_ListPageReviewsResponse.with {
                $0.reviews = [
                    .with {
                        $0.paperID = Data(Samples.id.bytes)
                        $0.page = 3
                        $0.reason = "lowConfidence"
                        $0.openedAt = Google_Protobuf_Timestamp(Samples.instant)
                    }
                ]
            }
        }
        script.on(Method.ClosePageReview.descriptor) { (_: Hoso_Digitization_V1_ClosePageReviewRequest) in
            Hoso_Digitization_V1_ClosePageReviewResponse.with { $0.closed = true }
        }
        try await EdgeRig.run(script) { rig in
            let list = try await rig.get("/v1/page-reviews?agencyCode=H99.12")
            let review = (try list.json()["reviews"] as? [[String: Any]])?.first
            let closed = try await rig.post("/v1/papers/\(Samples.id)/review", #"{"page":3}"#)
            let wasOpen = try closed.json()["closed"] as? Bool
            let asked = try #require(try rig.script.last(Method.ClosePageReview.descriptor, as: Hoso_Digitization_V1_ClosePageReviewRequest.self))

            #expect(review?["page"] as? Int == 3 && review?["reason"] as? String == "lowConfidence")
            #expect(closed.status == 200 && wasOpen == true)
            #expect(asked.page == 3 && asked.officerCode == "CC001" && asked.paperID == Data(Samples.id.bytes))
            #expect(try await rig.post("/v1/papers/\(Samples.id)/review", #"{"page":0}"#).status == 400)
            #expect(try await rig.post("/v1/papers/\(Samples.id)/review", #"{"page":3}"#, officer: nil).status == 400)
        }
    }
}
