import Clocks
import Foundation
import PDF
import PDFTestSupport
import Testing

@Suite struct PDFAppenderTests {
    private func appended(to bytes: [UInt8]) throws -> PDFIncrement {
        var appender = try PDFAppender(PDFDocument(bytes: bytes))
        _ = appender.reserve()
        let reference = appender.reserve()
        appender.put(reference, .dictionary(["Note": .text("Ghi chú")]))
        return try appender.finish()
    }

    /// What was added, as text.
    private func tail(_ increment: PDFIncrement) -> String {
        String(decoding: increment.bytes[increment.originalLength...], as: UTF8.self)
    }

    @Test(arguments: ["%%EOF\n", "%%EOF\r\n", "%%EOF\r", "%%EOF"])
    func `keeps every old byte and adds a line end only where one is missing`(ending: String) throws {
        var small = SmallPDF()
        small.ending = ending

        let increment = try self.appended(to: small.bytes)

        #expect(increment.bytes.starts(with: small.bytes))
        #expect(self.tail(increment).hasPrefix("\n") == (ending == "%%EOF"))
        #expect(self.tail(increment).hasSuffix("%%EOF\n"))
    }

    @Test func `writes a table after a table, with entries of twenty bytes`() throws {
        let text = self.tail(try self.appended(to: SmallPDF().bytes))

        let lines = text.components(separatedBy: "\n")
        let start = try #require(lines.firstIndex(of: "xref"))
        #expect(lines[start + 1] == "6 1")
        #expect(lines[start + 2].utf8.count == 19 && lines[start + 2].hasSuffix(" 00000 n "))
    }

    @Test func `writes a stream that lists itself after a stream`() async throws {
        let bytes = try await SmallPDF.rewritten(SmallPDF().bytes, ["--object-streams=generate"])

        let increment = try self.appended(to: bytes)

        #expect(self.tail(increment).contains("/Type /XRef"))
        #expect(!self.tail(increment).contains("trailer"))
        let document = try PDFDocument(bytes: increment.bytes)
        let own = PDFReference(document.size - 1)
        #expect(try document.object(own).dictionaryValue?["Type"] == .name("XRef"))
        try await Referee.expectSound(TemporaryFile(increment.bytes))
    }

    @Test func `writes a plain table after a hybrid and leaves XRefStm behind`() async throws {
        var small = SmallPDF()
        small.section = .hybrid

        let increment = try self.appended(to: small.bytes)

        #expect(self.tail(increment).contains("trailer"))
        #expect(!self.tail(increment).contains("XRefStm"))
        try await Referee.expectSound(TemporaryFile(increment.bytes))
    }

    @Test func `carries root, information and the first ID, and tells size and previous table`() throws {
        var small = SmallPDF()
        small.objects = ["<< /Title (T) >>"]
        small.information = "/Info 5 0 R"
        let before = try PDFDocument(bytes: small.bytes)

        let after = try PDFDocument(bytes: self.appended(to: small.bytes).bytes)

        #expect(after.trailer["Root"] == before.trailer["Root"])
        #expect(after.trailer["Info"] == .reference(PDFReference(5)))
        #expect(after.trailer["ID"]?.arrayValue?.first == before.trailer["ID"]?.arrayValue?.first)
        #expect(after.trailer["ID"]?.arrayValue?.last != before.trailer["ID"]?.arrayValue?.last)
        #expect(after.size == 8)
        let old = String(decoding: small.bytes, as: UTF8.self).components(separatedBy: "startxref\n")[1].components(separatedBy: "\n")[0]
        #expect(after.trailer["Prev"]?.integerValue == Int(old))
    }

    @Test func `keeps generation numbers`() throws {
        let document = try PDFDocument(bytes: SmallPDF().bytes)
        var appender = try PDFAppender(document)
        appender.put(PDFReference(7, generation: 3), .text("x"))

        let text = self.tail(try appender.finish())

        #expect(text.contains("7 3 obj") && text.contains(" 00003 n "))
    }

    @Test func `the later of two objects of one number wins`() throws {
        var appender = try PDFAppender(PDFDocument(bytes: SmallPDF().bytes))
        appender.put(PDFReference(9), .text("first"))
        appender.put(PDFReference(9), .text("second"))

        let bytes = try appender.finish().bytes

        #expect(try PDFDocument(bytes: bytes).object(PDFReference(9)).textValue == "second")
    }

    @Test func `the same change gives the same bytes`() throws {
        #expect(try self.appended(to: SmallPDF().bytes).bytes == self.appended(to: SmallPDF().bytes).bytes)
    }

    @Test func `names, strings and numbers come back as they went in`() throws {
        let value = PDFObject.dictionary([
            "A B#/": .name("Tên (1)"), "S": .string(Array("a(b)\\c".utf8)), "U": .text("Đặng"), "N": .array([.integer(-5), .number(-0.25), .number(1e20), .number(.nan), .null, .boolean(true)]),
        ])
        var appender = try PDFAppender(PDFDocument(bytes: SmallPDF().bytes))
        let reference = appender.reserve()
        appender.put(reference, value)

        let read = try PDFDocument(bytes: try appender.finish().bytes).object(reference).dictionaryValue

        #expect(read?["A B#/"] == .name("Tên (1)"))
        #expect(read?["S"]?.textValue == "a(b)\\c")
        #expect(read?["U"]?.textValue == "Đặng")
        #expect(read?["N"]?.arrayValue?.compactMap(\.numberValue) == [-5, -0.25, 0, 0])
    }

    @Test(arguments: ["direct", "indirect", "missing"])
    func `extends annotations and form by rewriting the smallest object`(kind: String) async throws {
        var small = SmallPDF()
        switch kind {
        case "direct":
            small.page += " /Annots []"
            small.catalog = "/AcroForm << /Fields [] /SigFlags 1 >>"
        case "indirect":
            small.page += " /Annots 5 0 R"
            small.catalog = "/AcroForm 6 0 R"
            small.objects = ["[]", "<< /Fields 7 0 R /SigFlags 3 >>", "[]"]
        default: break
        }

        let prepared = try SignaturePreparation.prepare(small.bytes, SignatureRequest(signedAt: .earliest))

        let text = String(decoding: prepared.bytes[small.bytes.count...], as: UTF8.self)
        #expect(text.contains("\n1 0 obj") == (kind != "indirect"))
        #expect(text.contains("\n3 0 obj") == (kind != "indirect"))
        #expect(text.contains("\n6 0 obj\n<< /Fields") == false)
        #expect(try PDFDocument(bytes: prepared.bytes).signatureFields().count == 1)
        try await Referee.expectSound(TemporaryFile(prepared.bytes))
    }
}
