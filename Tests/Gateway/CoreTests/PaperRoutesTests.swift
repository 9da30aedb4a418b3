import Clocks
import Foundation
import HosoProto
import SwiftProtobuf
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(10))) struct PaperRoutesTests {
    private typealias Method = Hoso_Digitization_V1_DigitizationService.Method

    @Test func `progress is one line for each step until the paper leaves received`() async throws {
        let script = Samples.script()
        script.on(Method.GetPaper.descriptor) { (_: Hoso_Digitization_V1_GetPaperRequest) in
            Hoso_Digitization_V1_GetPaperResponse.with { $0.paper = Samples.paper(.received) }
        }
        script.stream(Method.WatchPaper.descriptor) { (_: Hoso_Digitization_V1_WatchPaperRequest) in
            [
                Hoso_Digitization_V1_WatchPaperResponse.with {
                    $0.paper = Samples.paper(.received)
                    $0.pagesDone = 1
                    $0.pagesTotal = 2
                },
                .with { $0.paper = Samples.paper(.captured) },
            ]
        }
        try await EdgeRig.run(script) { rig in
            let answer = try await rig.get("/v1/papers/\(Samples.id)/progress")
            let lines = answer.body.split(separator: "\n")

            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "application/x-ndjson")
            #expect(lines.count == 2)
            #expect(lines.first?.contains("\"pagesDone\":1") == true)
            #expect(lines.last?.contains("\"state\":\"captured\"") == true)
        }
    }

    @Test func `capturing asks for a file and passes every value on`() async throws {
        let script = Samples.script()
        script.on(Method.CapturePaper.descriptor) { (_: Hoso_Digitization_V1_CapturePaperRequest) in
            Hoso_Digitization_V1_CapturePaperResponse.with { $0.paper = Samples.paper(.received) }
        }
        try await EdgeRig.run(script) { rig in
            let digest = String(repeating: "ab", count: 32)
            let body = """
                {"dossierId":"\(Samples.id)","dossierCode":"\(Samples.code)","componentCode":"TP01","paperTypeCode":"licence",
                "role":"component","ownerId":"079123456789","agencyCode":"H99.12","declaredPages":2,"secrecy":"none","title":"Đơn",
                "scan":{"sha256":"\(digest)","sizeBytes":12,"mediaType":"application/pdf"}}
                """
            let answer = try await rig.post("/v1/papers", body, key: "p-1")
            let asked = try #require(
                try rig.script.last(Method.CapturePaper.descriptor, as: Hoso_Digitization_V1_CapturePaperRequest.self))

            #expect(answer.status == 202)
            #expect(try answer.json()["replayed"] as? Bool == false)
            #expect(asked.scan.sha256 == Data(repeating: 0xAB, count: 32))
            #expect(asked.dossierID == Data(Samples.id.bytes))
            #expect(asked.declaredPages == 2)
            #expect(asked.minimumDpi == 0)
        }
    }

    @Test func `confirmed fields are certain`() async throws {
        let script = Samples.script()
        script.on(Method.ConfirmFields.descriptor) { (_: Hoso_Digitization_V1_ConfirmFieldsRequest) in
            Hoso_Digitization_V1_ConfirmFieldsResponse.with { $0.paper = Samples.paper(.coded) }
        }
        try await EdgeRig.run(script) { rig in
            let answer = try await rig.post(
                "/v1/papers/\(Samples.id)/confirm", #"{"fields":[{"name":"fullName","value":"Nguyễn Thị Ánh"},{"name":"note","value":""}]}"#)
            let asked = try #require(
                try rig.script.last(Method.ConfirmFields.descriptor, as: Hoso_Digitization_V1_ConfirmFieldsRequest.self))

            #expect(answer.status == 200)
            #expect(asked.fields.map(\.confidence) == [100, 100])
            #expect(asked.officerCode == "CC001")
        }
    }
}
