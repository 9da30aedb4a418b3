import Foundation
import Testing

/// Structured text from templates.
extension Registry {
    /// The template of decisions, filled in; as JSON.
    ///
    /// - Parameter isFiled: Whether the copy that is kept is named, as the decree demands.
    func content(_ office: Office, _ text: String, isFiled: Bool = true) async throws -> String {
        let answer = try await self.documents("templates", by: office.drafter)
        let all = try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any]
        let templates = try #require(all?["templates"] as? [[String: Any]])
        #expect(templates.count == 29)
        let template = try #require(templates.first { $0["type"] as? String == "decision" })
        var content = try #require(template["content"] as? [String: Any])
        content["agency"] = office.name
        content["place"] = "Hồng Sơn"
        content["basis"] = ["Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024"]
        content["authority"] = ["GIÁM ĐỐC"]
        content["signerName"] = "Tạ Kiều Thoa"
        content["recipients"] = isFiled ? ["Như Điều 3", "Lưu: VT, CM"] : ["Như Điều 3"]
        var blocks = try #require(content["blocks"] as? [[String: Any]])
        for index in blocks.indices where blocks[index]["text"] == nil || blocks[index]["text"] as? String == "" {
            blocks[index]["text"] = text
        }
        content["blocks"] = blocks
        return String(decoding: try JSONSerialization.data(withJSONObject: content, options: [.sortedKeys]), as: UTF8.self)
    }

    /// What is wrong with a text that names no copy to keep, before anything is begun.
    func checkLayout(_ office: Office) async throws {
        let content = try await self.content(office, "Nội dung.", isFiled: false)
        let body = #"{"agencyCode":"\#(office.agency)","unitCode":"CM","type":"decision","subject":"Về việc phối hợp","content":\#(content)}"#
        let rendered = try await self.documents("render", by: office.drafter, body: body)
        #expect(rendered.body.contains("recipients.filed") && rendered.body.contains("Lưu"), "\(rendered.body)")
    }
}
