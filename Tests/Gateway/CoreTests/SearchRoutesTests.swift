import Clocks
import Foundation
import HosoProto
import ServiceKit
import SwiftProtobuf
import Testing

@testable import Gateway

/// The routes of search, rights and the owner's view.
@Suite(.timeLimit(.minutes(10))) struct SearchRoutesTests {
    private typealias Search = Hoso_Records_V1_DocumentSearchService.Method
    private typealias Owners = Hoso_Records_V1_OwnerRepositoryService.Method
    private static let hostile = "<script>alert(1)</script>\"{{title}}"

    private static func document(_ title: String) -> Hoso_Records_V1_RepositoryDocument {
        .with {
            $0.id = Data(repeating: 1, count: 16)
            $0.title = title
            $0.paperTypeCode = "birth"
            $0.ownerID = "097000000001"
        }
    }

    @Test func `R9 R53 a search passes words, conditions and the reading officer on`() async throws {
        let script = Script(methods: PublicMethods.all)
        script.on(Search.FindDocuments.descriptor) { (_: Hoso_Records_V1_FindDocumentsRequest) in
            .with { $0.documents = [Self.document("Khai sinh")] } as Hoso_Records_V1_FindDocumentsResponse
        }
        try await EdgeRig.run(script) { rig in
            let answer = try await rig.get(
                "/v1/search/documents?q=giao+%C4%91%E1%BA%A5t&types=birth,licence&storedFrom=2026-01-02&facets=1&limit=5",
                headers: ["X-Hoso-Officer": "CB01"])
            let nobody = try await rig.get("/v1/search/documents?q=a")
            let asked = try #require(try script.last(Search.FindDocuments.descriptor, as: Hoso_Records_V1_FindDocumentsRequest.self))

            #expect(answer.status == 200 && answer.body.contains("Khai sinh"))
            #expect(nobody.status == 200 && asked.officerCode.isEmpty)
            let first = try Hoso_Records_V1_FindDocumentsRequest(serializedBytes: try #require(script.asked.first).message)
            #expect(first.query.text == "giao đất" && first.query.paperTypeCodes == ["birth", "licence"])
            #expect(first.officerCode == "CB01" && first.withFacets && first.limit == 5 && first.query.storedFrom.month == 1)
        }
    }

    @Test(arguments: ["limit=101", "limit=x", "storedFrom=2026-02-30", "types=a%20b", "unknown=1", "q=%00", "q=" + String(repeating: "a", count: 501)])
    func `R9 a question that cannot be asked is refused before anybody is asked`(query: String) async throws {
        let script = Script(methods: PublicMethods.all)
        try await EdgeRig.run(script) { rig in
            let answer = try await rig.get("/v1/search/documents?\(query)")

            #expect([400, 503].contains(answer.status), "\(answer)")
            #expect(query == "q=%00" || answer.status == 400)
        }
    }

    @Test func `R9 an export goes through every page and holds no formula and no full identity number`() async throws {
        let script = Script(methods: PublicMethods.all)
        script.on(Search.FindDocuments.descriptor) { (request: Hoso_Records_V1_FindDocumentsRequest) in
            .with {
                $0.documents = [Self.document(request.after.isEmpty ? "=HYPERLINK(\"x\")" : "Trang, hai")]
                $0.nextAfter = request.after.isEmpty ? "1.2.x" : ""
            } as Hoso_Records_V1_FindDocumentsResponse
        }
        try await EdgeRig.run(script) { rig in
            let answer = try await rig.get("/v1/search/documents.csv?q=a")
            let lines = answer.body.split(separator: "\r\n")

            #expect(answer.status == 200 && answer.headers["content-type"]?.hasPrefix("text/csv") == true)
            #expect(lines.count == 3)
            #expect(answer.body.contains("\"'=HYPERLINK(\"\"x\"\")\"") && answer.body.contains("\"Trang, hai\""))
            #expect(!answer.body.contains("097000000001"))
        }
    }

    @Test func `R19 the owner's page tells what is held and who used it, and what somebody wrote stays text`() async throws {
        let script = Script(methods: PublicMethods.all)
        let time = Google_Protobuf_Timestamp(UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_000))
        script.on(Owners.ListHeldDocuments.descriptor) { (_: Hoso_Records_V1_ListHeldDocumentsRequest) in
            .with {
                $0.documents = [
                    .with {
                        $0.document = Self.document(Self.hostile)
                        $0.validity = .expired
                        $0.validUntil = .with {
                            $0.year = 2026
                            $0.month = 3
                            $0.day = 4
                        }
                        $0.trust = .signedCopy
                    }
                ]
                $0.nextAfter = "2.5.x"
            } as Hoso_Records_V1_ListHeldDocumentsResponse
        }
        script.on(Owners.ListDocumentUses.descriptor) { (_: Hoso_Records_V1_ListDocumentUsesRequest) in
            .with {
                $0.uses = [
                    .with {
                        $0.title = "Giấy phép lái xe"
                        $0.kind = .reuse
                        $0.agencyCode = "H99.21"
                        $0.officerCode = "HS0031"
                        $0.purpose = "Cấp lại giấy phép"
                        $0.dossierCode = "H99.21-260305-0002"
                        $0.usedAt = time
                    }
                ]
            } as Hoso_Records_V1_ListDocumentUsesResponse
        }
        try await EdgeRig.run(script) { rig in
            let page = try await rig.get("/kho/097000000001")
            let stranger = try await rig.get("/kho/khong-phai-so")

            #expect(page.status == 200)
            for text in [
                "Hết hiệu lực từ sau 04/03/2026", "Bản sao số hóa có chữ ký số hợp lệ", "Tái sử dụng", "H99.21, HS0031",
                "Cấp lại giấy phép, H99.21-260305-0002", "giay-to-sau=2.5.x", "05/03/2026",
            ] { #expect(page.body.contains(text), "\(text)") }
            #expect(!page.body.contains("<script>") && !page.body.contains(">097000000001<"))
            #expect(stranger.status == 400)
        }
    }

    @Test func `R53 a change of rights is made by the acting officer, and a refusal keeps its words`() async throws {
        let script = Script(methods: PublicMethods.all)
        script.on(Hoso_Records_V1_RightsService.Method.ChangeRights.descriptor) { (request: Hoso_Records_V1_ChangeRightsRequest) in
            .with { $0.change.officerCode = request.officerCode } as Hoso_Records_V1_ChangeRightsResponse
        }
        script.on(Hoso_Records_V1_RecordsService.Method.GetRecord.descriptor) {
            (_: Hoso_Records_V1_GetRecordRequest) -> Hoso_Records_V1_GetRecordResponse in
            throw HosoFailure(code: .denied, messageVi: "Hãy đề nghị CB01 cấp quyền.", messageEn: "Ask CB01.")
        }
        try await EdgeRig.run(script) { rig in
            let changed = try await rig.post("/v1/rights", "{\"reason\": \"có bí mật đời tư\", \"officerCode\": \"CB99\"}", officer: "CB01")
            let denied = try await rig.get("/v1/records/00000000-0000-7000-8000-000000000001", headers: ["X-Hoso-Officer": "CB09"])

            #expect(changed.status == 201 && changed.body.contains("CB01") && !changed.body.contains("CB99"))
            #expect(denied.status == 403 && denied.body.contains("Hãy đề nghị CB01 cấp quyền."))
        }
    }
}
