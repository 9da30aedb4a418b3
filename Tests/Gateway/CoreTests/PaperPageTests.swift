import Foundation
import GRPCCore
import HosoProto
import SwiftProtobuf
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(10))) struct PaperPageTests {
    private typealias Method = Hoso_Digitization_V1_DigitizationService.Method

    /// A paper in a state, on which a name was read almost as it is known.
    private static func script(_ state: Hoso_Digitization_V1_PaperState, value: String = "ỦY BAN NHÂN DÂN XÃ CẤM LÂM") -> Script {
        let script = Samples.script(state)
        script.on(Method.GetPaper.descriptor) { (_: Hoso_Digitization_V1_GetPaperRequest) in
            Hoso_Digitization_V1_GetPaperResponse.with {
                $0.paper = Samples.paper(state)
                if state == .coded { $0.paper.fields = [.with { $0.name = "fullName"; $0.value = "Nguyễn Thị Ánh"; $0.confidence = 100 }] }
            }
        }
        guard state == .signed else { return script }
        script.on(Method.ExtractFields.descriptor) { (_: Hoso_Digitization_V1_ExtractFieldsRequest) in
            .with {
                $0.fields = [
                    .with { $0.name = "organName"; $0.value = value; $0.confidence = 91; $0.page = 1 },
                    .with { $0.name = "ownField"; $0.value = "7"; $0.confidence = 60; $0.page = 2 },
                ] as [Hoso_Common_V1_FieldValue]
                $0.suggestions = [
                    .with { $0.field = "organName"; $0.value = "ỦY BAN NHÂN DÂN XÃ CẨM LÂM"; $0.likeness = 98; $0.source = "Danh bạ cơ quan" }
                ]
            } as Hoso_Digitization_V1_ExtractFieldsResponse
        }
        return script
    }

    @Test func `R30 the page of a signed paper shows what was read and, beside it, the known name it is like`() async throws {
        try await EdgeRig.run(Self.script(.signed)) { rig in
            let page = try await rig.get("/giay-to/\(Samples.id)")

            #expect(page.status == 200)
            for text in [
                "<th scope=\"row\">Cơ quan ban hành</th><td>ỦY BAN NHÂN DÂN XÃ CẤM LÂM</td><td class=\"num\">91 %</td>",
                "ỦY BAN NHÂN DÂN XÃ CẨM LÂM (giống 98 %, theo Danh bạ cơ quan)", "<th scope=\"row\">ownField</th><td>7</td>",
                "chưa ai xác nhận", "href=\"/ho-so/\(Samples.code)\"",
            ] { #expect(page.body.contains(text), "\(text)") }
        }
    }

    @Test func `R30 the dossier's page leads to what was read on a signed paper, and to nothing before the signature`() async throws {
        try await EdgeRig.run(Self.script(.signed)) { rig in
            let page = try await rig.get("/ho-so/\(Samples.code)")
            #expect(page.body.contains("href=\"/giay-to/\(Samples.id)\""))
        }
        try await EdgeRig.run(Self.script(.captured)) { rig in
            let page = try await rig.get("/ho-so/\(Samples.code)")
            #expect(!page.body.contains("/giay-to/"))
        }
    }

    @Test func `R23 before the signature nothing is read, and behind the confirmation the person's own values are shown`() async throws {
        try await EdgeRig.run(Self.script(.captured)) { rig in
            let page = try await rig.get("/giay-to/\(Samples.id)")
            #expect(page.status == 200)
            #expect(page.body.contains("bóc tách chỉ sau khi bản sao được ký số"))
            #expect(!page.body.contains("<table>"))
        }
        try await EdgeRig.run(Self.script(.coded)) { rig in
            let page = try await rig.get("/giay-to/\(Samples.id)")
            #expect(page.body.contains("<td>Nguyễn Thị Ánh</td><td class=\"num\">người nhập</td>"))
            #expect(page.body.contains("đã được người có trách nhiệm xác nhận"))
        }
    }

    @Test func `what was read is text, never markup, and what is no id is refused`() async throws {
        try await EdgeRig.run(Self.script(.signed, value: "<script>alert(1)</script>")) { rig in
            let page = try await rig.get("/giay-to/\(Samples.id)")
            let unknown = try await rig.get("/giay-to/khong")

            #expect(page.body.contains("&lt;script"))
            #expect(!page.body.contains("<script"))
            #expect(unknown.status == 400)
        }
    }
}
