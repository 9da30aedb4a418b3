import Foundation
import Testing

/// Letters on paper.
extension Registry {
    /// A letter on paper is entered, registered and captured through digitization: it has an arrival number, text and e-copy.
    func checkLetter(_ office: Office) async throws {
        let letter = """
            {"agencyCode":"\(office.agency)","authorName":"Sở Tư pháp","notation":"554/STP-HCTP",
             "dated":{"year":2026,"month":9,"day":22},"type":"Công văn","subject":"Về việc đối chiếu dữ liệu hộ tịch",
             "secrecy":"SECRECY_LEVEL_NONE","paper":true}
            """
        let entered = try await self.documents("enter", by: office.clerk, body: letter, key: "letter-\(office.agency)")
        let id = try #require(try entered.text("incoming.id"))
        let path = "\(self.suite.root)/Tests/Fixtures/samples/03-letter.jpg"
        let scan = try await self.suite.http("POST", "/v1/files", file: path, officer: office.clerk)
        let sha256 = try #require(try scan.text("sha256"), "\(scan)")
        let size = try #require(try scan.text("sizeBytes"))
        let file = #"{"sha256":"\#(sha256)","sizeBytes":\#(size),"mediaType":"image/jpeg","name":"cong-van.jpg"}"#
        let capture = #"{"capture":{"scan":\#(file),"declaredPages":1}}"#
        #expect(try await self.refused("incoming-step", by: office.drafter, id: id, body: capture).contains(office.clerk))
        let begun = try await self.documents("incoming-step", by: office.clerk, id: id, body: capture)
        #expect(try begun.text("incoming.capture.state") == "waiting")
        let registered = try await self.documents("incoming-step", by: office.clerk, id: id, body: #"{"register":{}}"#)
        #expect(try registered.text("incoming.arrivalNumber").flatMap { Int($0) } ?? 0 > 0)
        #expect(try registered.text("incoming.verdictVi")?.contains("Văn bản giấy") == true)

        var shown = registered
        try await self.suite.until("the letter is captured") {
            shown = try await self.documents("incoming-show", by: office.clerk, id: id)
            return try shown.text("incoming.capture.state") == "done"
        }
        #expect(try shown.text("incoming.file.mediaType") == "application/pdf" && shown.text("incoming.capture.pages") == "1")
        let digest = try #require(try shown.text("incoming.capture.text.sha256"))
        let length = try #require(try shown.text("incoming.capture.text.sizeBytes"))
        let text = try await self.suite.http("GET", "/v1/files/\(digest)-\(length)", officer: office.clerk)
        #expect(text.status == 200 && text.body.contains("Kính gửi"), "\(text.body.prefix(300))")
    }
}
