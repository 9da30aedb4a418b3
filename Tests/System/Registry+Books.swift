import Foundation
import Testing

/// Books, figures, numbers, copies and slips of a document's life.
extension Registry {
    /// Long enough to hold today wherever the test runs.
    private static var period: String {
        let year = Calendar(identifier: .gregorian).component(.year, from: Date())
        return "from=\(year - 1)-01-01&to=\(year + 1)-12-31"
    }

    private static var days: String {
        let year = Calendar(identifier: .gregorian).component(.year, from: Date())
        return #""from":{"year":\#(year - 1),"month":1,"day":1},"to":{"year":\#(year + 1),"month":12,"day":31}"#
    }

    /// The year of numbers drawn now.
    static var year: Int {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 7 * 3600) ?? .gmt
        return calendar.component(.year, from: Date())
    }

    /// A leader sees the drafter's steps down to the document, the clerk takes out the book and keeps a number for a paper.
    func checkOutgoingBooks(_ office: Office, _ document: String) async throws {
        let officers = try await self.documents("officers", by: "HS0004", query: "agency=\(office.agency)&\(Self.period)")
        for person in [office.drafter, office.leader, office.clerk] { #expect(officers.body.contains(person)) }
        let handled = try await self.documents(
            "handled", by: office.leader, query: "agency=\(office.agency)&of=\(office.drafter)&\(Self.period)")
        #expect(handled.body.contains(document))
        #expect(try await self.refused("handled", by: office.clerk, query: "agency=\(office.agency)&of=\(office.drafter)&\(Self.period)").contains("không được xem"))
        for format in ["pdf", "csv"] {
            let body = #"{"agencyCode":"\#(office.agency)","agencyName":"\#(office.name)",\#(Self.days),"format":"\#(format)"}"#
            let book = try await self.documents("outgoing-register", by: office.clerk, body: body)
            #expect(try book.text("rows") == "1" && book.text("file.sha256")?.count == 64)
        }
        let reserving = #"{"agencyCode":"\#(office.agency)","type":"decision","secrecy":"SECRECY_LEVEL_NONE","unitCode":"CM","reason":"bản giấy","hours":1}"#
        let kept = try await self.documents("reserve", by: office.clerk, body: reserving, key: "paper-1")
        #expect(try kept.text("number.notation") == "02/QĐ-\(office.abbreviation)")
        let settling = #"{"agencyCode":"\#(office.agency)","year":\#(Self.year),"series":"general","number":2,"used":true,"reason":"đã ký"}"#
        try await self.documents("settle", by: office.clerk, body: settling)
        let numbers = try await self.documents("numbers", by: office.clerk, query: "agency=\(office.agency)&year=\(Self.year)")
        #expect(numbers.body.contains("assigned") && numbers.body.contains("used"))
        let counts = try await self.documents("counts", by: office.drafter, query: "officer=\(office.drafter)")
        #expect(!counts.body.contains("waiting"))
        let handOver = #"{"agencyCode":"\#(office.agency)","fromCode":"\#(office.unitHead)","toCode":"\#(office.drafter)","reason":"chuyển công tác"}"#
        try await self.documents("hand-over", by: "HS0003", body: handOver)
        #expect(try await self.refused("hand-over", by: office.clerk, id: "", body: handOver).contains("không giữ chức vụ"))
    }

    /// The issued document is copied to paper, and a paper from outside into electronic form, which the organisation signs.
    func checkCopies(_ office: Office, _ document: String) async throws {
        let sheet = #""agencyCode":"\#(office.agency)","agencyName":"\#(office.name)","place":"Hồng Sơn","authority":["VĂN THƯ"],"signerName":"Bùi Bá Thuật","recipients":["Lưu: VT"]"#
        let onPaper = try await self.documents(
            "copy", by: office.clerk,
            body: #"{\#(sheet),"kind":"trueCopy","direction":"electronicToPaper","source":{"documentId":"\#(document)"}}"#, key: "copy-1")
        #expect(try onPaper.text("copy.state") == "made" && onPaper.text("copy.notation") == "01/SY-\(office.abbreviation)")

        let scan = try await self.upload("Ban giay", by: office.clerk)
        let file = try #require(try JSONSerialization.jsonObject(with: Data(scan.utf8)) as? [String: Any])
        let (sha256, size) = (try #require(file["sha256"] as? String), try #require(file["sizeBytes"] as? Int))
        let source = #"{"notation":"05/QĐ-UBND","dated":{"year":2026,"month":3,"day":2},"author":"Ủy ban nhân dân tỉnh","fileSha256":"\#(sha256)"}"#
        let scanned = try await self.documents(
            "copy", by: office.clerk,
            body: #"{\#(sheet),"kind":"trueCopy","direction":"paperToElectronic","source":\#(source),"fileSizeBytes":\#(size)}"#, key: "copy-2")
        let id = try #require(try scanned.text("copy.id"))
        #expect(try scanned.text("copy.state") == "unsigned")
        let signed = try await self.suite.hosoctl("sign-document", "--copy", "--officer", office.clerk, "--agency", office.agency, "--id", id, "--pki", "\(self.suite.directory)/pki")
        guard signed.succeeded else { throw SuiteFailure(what: "sign-document --copy", output: signed.output) }
        let shown = try await self.documents("copy-show", by: office.clerk, id: id)
        #expect(try shown.text("copy.state") == "made" && shown.text("copy.form") == "SAO Y" && shown.text("copy.fileSha256") != sha256)
        let all = try await self.documents("copies", by: office.clerk, query: "agency=\(office.agency)")
        #expect(all.body.components(separatedBy: #""notation""#).count == 3)
        let ofDocument = try await self.documents("copies", by: office.clerk, query: "agency=\(office.agency)&document=\(document)")
        #expect(ofDocument.body.contains("01/SY-\(office.abbreviation)") && !ofDocument.body.contains(id))
    }

    /// A leaver's part in an incoming document goes to a successor; slip, books and figures tell what was done.
    func checkIncomingBooks(_ office: Office, _ incoming: String) async throws {
        let slip = try await self.documents("incoming-slip", by: office.clerk, id: incoming, body: #"{"agencyName":"\#(office.name)"}"#)
        #expect(try slip.text("mediaType") == "application/pdf")
        for (kind, format) in [("register", "pdf"), ("followUp", "csv")] {
            let body = #"{"agencyCode":"\#(office.agency)","agencyName":"\#(office.name)","kind":"\#(kind)","year":\#(Self.year),"format":"\#(format)"}"#
            #expect(try await self.documents("incoming-book", by: office.clerk, body: body).text("rows") == "1")
        }
        let register = try await self.documents("register", by: office.leader, query: "agency=\(office.agency)&year=\(Self.year)")
        #expect(register.body.contains(incoming))
        let officers = try await self.documents("incoming-officers", by: office.leader, query: "agency=\(office.agency)&\(Self.period)")
        #expect(officers.body.contains(office.drafter) && officers.body.contains(office.clerk))
        let handled = try await self.documents(
            "incoming-handled", by: office.leader, query: "agency=\(office.agency)&of=\(office.drafter)&\(Self.period)")
        #expect(handled.body.contains(incoming))
        let denied = try await self.refused(
            "incoming-handled", by: office.drafter, query: "agency=\(office.agency)&of=\(office.clerk)&\(Self.period)")
        #expect(denied.contains("không được xem"))
    }

    /// A paper from outside is entered, and sent back because it is for another.
    func checkSendingBack(_ office: Office) async throws {
        let paper = """
            {"agencyCode":"\(office.agency)","authorName":"Ủy ban nhân dân xã Cẩm Lâm","notation":"12/UBND-VX",
             "dated":{"year":2026,"month":3,"day":2},"type":"Công văn","subject":"Về việc phối hợp","secrecy":"SECRECY_LEVEL_NONE","paper":true}
            """
        let entered = try await self.documents("enter", by: office.clerk, body: paper, key: "outside-1")
        let id = try #require(try entered.text("incoming.id"))
        let counts = try await self.documents("incoming-counts", by: office.clerk, query: "officer=\(office.clerk)")
        #expect(counts.body.contains("registration"))
        let back = try await self.documents("incoming-step", by: office.clerk, id: id, body: #"{"sendBack":{"reason":"gửi nhầm nơi nhận"}}"#)
        #expect(try back.text("incoming.state") == "refused")
    }
}
