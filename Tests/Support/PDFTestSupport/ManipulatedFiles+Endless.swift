internal import PDF

extension ManipulatedFiles {
    /// Files that never end, nest without end, or hold more than fits into memory.
    func endless() throws -> [ManipulatedFile] {
        let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        let size = try PDFDocument(bytes: self.signed).size
        var chain: [Int: [UInt8]] = [:]
        for index in 0..<10_000 {
            let kid = index == 9_999 ? "" : "/Kids [\(size + index + 1) 0 R]"
            chain[size + index] = PDFSections.object(size + index, "<< /T (f) \(kid) >>")
        }
        var pages: [Int: [UInt8]] = [2: PDFSections.object(2, "<< /Type /Pages /Kids [\(size) 0 R] /Count 1 >>")]
        for index in 0..<10_000 {
            let kid = index == 9_999 ? "3 0 R" : "\(size + index + 1) 0 R"
            pages[size + index] = PDFSections.object(size + index, "<< /Type /Pages /Kids [\(kid)] /Count 1 >>")
        }
        let loopStart = self.signed.count + "xref\n".utf8.count - 5
        return [
            ManipulatedFile("endless: /Prev points at itself", .refused, try PDFSections.appending([:], to: self.signed, previous: loopStart)),
            ManipulatedFile("endless: the page tree holds itself", .refused, try self.changing(2) { $0["Kids"] = .array([.reference(PDFReference(2))]) }),
            ManipulatedFile("endless: a field is its own kid", .refused, try self.changing(10) { $0["Kids"] = .array([.reference(PDFReference(10))]) }),
            ManipulatedFile("endless: a length is its own length", .changed(.pageContent, .other), try PDFSections.appending(
                [5: Array("5 0 obj\n<< /Length 5 0 R >>\nstream\nx\nendstream\nendobj\n".utf8)], to: self.signed)),
            ManipulatedFile("deep: 10,000 arrays for a page's content", .changed(.pageContent, .other), try PDFSections.appending(
                [5: PDFSections.object(5, deep)], to: self.signed)),
            ManipulatedFile("deep: 10,000 arrays in the catalog", .refused, try PDFSections.appending(
                [1: PDFSections.object(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 9 0 R /X \(deep) >>")], to: self.signed)),
            ManipulatedFile("deep: 10,000 fields in one another", .refused, try PDFSections.appending(
                chain.merging([9: PDFSections.object(9, "<< /Fields [\(size) 0 R] >>")]) { $1 }, to: self.signed)),
            ManipulatedFile("deep: 10,000 page nodes in one another", .changed(.pageOrder, .other), try PDFSections.appending(pages, to: self.signed)),
            ManipulatedFile("many: 100,000 ends of file", .refused, self.signed + Array(String(repeating: "%%EOF\n", count: 100_000).utf8) + [0x78]),
            ManipulatedFile("many: 100,000 ends of file before an update", .changed(.tooMuch, .other), try PDFSections.appending(
                [:], to: self.signed + Array(String(repeating: "%%EOF\n", count: 100_000).utf8))),
        ] + (try self.bombs(size))
    }

    /// A little that holds very much.
    private func bombs(_ size: Int) throws -> [ManipulatedFile] {
        let bomb = try Bomb.deflated()
        let both = "/Filter [/FlateDecode /FlateDecode]"
        return [
            ManipulatedFile("bomb: object stream", .refused, try self.packed(5, "", size, container: ("/Filter /FlateDecode", bomb))),
            ManipulatedFile("bomb: object stream, its type written in escapes", .refused, try self.packed(5, "", size, container: ("/Filter /Fl#61teDecode", bomb), type: "Obj#53tm")),
            ManipulatedFile("bomb: object stream, compressed twice", .refused, try self.packed(5, "", size, container: (both, bomb))),
            ManipulatedFile("bomb: object stream, another compression", .refused, try self.packed(5, "", size, container: ("/Filter /LZWDecode", bomb))),
            ManipulatedFile("bomb: content of a page", .changed(.pageContent, .other), try PDFSections.appending(
                [5: PDFSections.stream(5, "/Filter /FlateDecode", bomb)], to: self.signed)),
        ]
    }
}
