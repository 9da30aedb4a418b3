internal import PDF

extension ManipulatedFiles {
    /// Roots and trees are swapped.
    func restructured() throws -> [ManipulatedFile] {
        let catalog = "<< /Type /Catalog /Pages 201 0 R /AcroForm 9 0 R >>"
        let tree = PDFSections.object(201, "<< /Type /Pages /Kids [202 0 R 203 0 R] /Count 2 >>")
        let pages = [202, 203].map { PDFSections.object($0, "<< /Type /Page /Parent 201 0 R /MediaBox [0 0 595 842] /Contents 17 0 R >>") }
        let shadow = [201: tree, 202: pages[0], 203: pages[1]]
        return [
            ManipulatedFile("swapped: catalog", .changed(.catalogChanged, .other), try PDFSections.appending(
                shadow.merging([200: PDFSections.object(200, catalog)]) { $1 }, to: self.signed, root: "200 0 R")),
            ManipulatedFile("swapped: page tree", .changed(.catalogChanged, .other), try PDFSections.appending(shadow.merging([
                1: PDFSections.object(1, catalog),
            ]) { $1 }, to: self.signed)),
            ManipulatedFile("swapped: two pages", .changed(.pageOrder, .other), try self.changing(2) {
                $0["Kids"] = .array([.reference(PDFReference(4)), .reference(PDFReference(3))])
            }),
            ManipulatedFile("swapped: one page for another", .changed(.pageOrder, .other), try PDFSections.appending([
                2: PDFSections.object(2, "<< /Type /Pages /Kids [202 0 R 4 0 R] /Count 2 >>"),
                202: PDFSections.object(202, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 17 0 R >>"),
            ], to: self.signed)),
            ManipulatedFile("swapped: annotations of a page", .changed(.annotationAdded, .annotations), try PDFSections.appending([
                18: PDFSections.object(18, "[<< /Type /Annot /Subtype /Square /Rect [70 690 300 720] /IC [1 1 1] >>]"),
            ], to: self.signed)),
            ManipulatedFile("trailer: encryption announced", .refused, try PDFSections.appending([
                200: PDFSections.object(200, "<< /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4 >>"),
            ], to: self.signed, extra: "/Encrypt 200 0 R /ID [<00> <00>]")),
            ManipulatedFile("trailer: a new entry", .changed(.trailerChanged, .other), try PDFSections.appending([:], to: self.signed, extra: "/Surprise (x)")),
            ManipulatedFile("information: a page as information", .changed(.pageContent, .other), try PDFSections.appending([
                3: PDFSections.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 17 0 R /Title (x) >>"),
            ], to: self.signed, extra: "/Info 3 0 R")),
            ManipulatedFile("form: all defaults replaced", .changed(.formChanged, .other), try self.changing(9) {
                $0["DR"] = .dictionary(["Font": .dictionary(["F1": .reference(PDFReference(200))])])
            }),
            ManipulatedFile("form: the list of fields is the form", .unsigned, try self.changing(9) { $0["Fields"] = .array([.reference(PDFReference(9))]) }),
        ]
    }

    /// Cross-reference sections and object streams that mislead.
    func misreferenced() throws -> [ManipulatedFile] {
        let first = ManipulatedFiles.places(of: Array("xref\n0 19".utf8), in: self.signed, stopAtFirst: true)[0]
        let oldContent = ManipulatedFiles.places(of: Array("17 0 obj".utf8), in: self.signed, stopAtFirst: true)[0]
        let size = try PDFDocument(bytes: self.signed).size
        let hybrid = self.signed.count
        let stream = PDFSections.stream(size, "/Type /XRef /Size \(size + 1) /W [1 4 1] /Index [5 1] /Root 1 0 R", [1] + Self.number(oldContent) + [0])
        return [
            ManipulatedFile("cross-reference: the signed revision is skipped", .unsigned, try PDFSections.appending([:], to: self.signed, previous: first)),
            ManipulatedFile("cross-reference: no previous section", .refused, try PDFSections.appending([:], to: self.signed, previous: 0)),
            ManipulatedFile("cross-reference: an object is pointed at older bytes", .changed(.objectOutsideRevision, .other), self.pointing(5, at: oldContent, size)),
            ManipulatedFile("cross-reference: a hybrid update", .changed(.crossReference, .other), try PDFSections.appending(
                [size: stream], to: self.signed, extra: "/XRefStm \(hybrid)")),
            ManipulatedFile("cross-reference: an offset beyond the file", .refused, try self.startingAt(9_999_999)),
            ManipulatedFile("cross-reference: startxref within an object", .refused, try self.startingAt(oldContent)),
            ManipulatedFile("cross-reference: a section of a billion entries", .refused, self.tail("xref\n0 1000000000\ntrailer\n<< /Size 9 /Root 1 0 R >>")),
            ManipulatedFile("cross-reference: /Size of two billion", .refused, try PDFSections.appending([:], to: self.signed, size: 2_000_000_000)),
            ManipulatedFile("cross-reference: letters for numbers", .refused, self.tail("xref\nx y\ntrailer\n<< /Size 9 /Root 1 0 R >>")),
            ManipulatedFile("object stream: replaces content of a page", .changed(.pageContent, .other), try self.packed(5, "17 0 R", size)),
            ManipulatedFile("object stream: holds itself", .changed(.pageContent, .other), try self.packed(5, "17 0 R", size, holdsItself: true)),
        ]
    }

    static func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }

    /// The file with a section that is no more than a text.
    private func tail(_ section: String) -> [UInt8] {
        self.signed + Array("\(section)\nstartxref\n\(self.signed.count)\n%%EOF\n".utf8)
    }

    private func startingAt(_ offset: Int) throws -> [UInt8] {
        self.signed + Array("startxref\n\(offset)\n%%EOF\n".utf8)
    }

    /// An update that only points an object at bytes of an earlier revision.
    private func pointing(_ number: Int, at offset: Int, _ size: Int) -> [UInt8] {
        let text = String(decoding: self.signed, as: Unicode.ASCII.self)
        let previous = Self.lastStart(text)
        let digits = String(offset)
        let padded = String(repeating: "0", count: 10 - digits.count) + digits
        // The object keeps its number in the old bytes, so a reader that checks it refuses; the table lists number 17's place.
        return self.tail("xref\n\(number) 1\n\(padded) 00000 n \ntrailer\n<< /Size \(size) /Root 1 0 R /Prev \(previous) >>")
    }

    private static func lastStart(_ text: String) -> String {
        let parts = text.split(separator: "startxref\n")
        return String((parts.last ?? "0").prefix { $0.isNumber })
    }

    /// An update in the manner of PDF 1.5: an object stream with one object, and a cross-reference stream.
    func packed(
        _ number: Int, _ value: String, _ size: Int, holdsItself: Bool = false, container given: (String, [UInt8])? = nil, type: String = "ObjStm"
    ) throws -> [UInt8] {
        let text = String(decoding: self.signed, as: Unicode.ASCII.self)
        let head = "\(number) 0 "
        let (filter, data) = given ?? ("", Array("\(head)\(value)".utf8))
        let container = PDFSections.stream(size, "/Type /\(type) \(filter) /N 1 /First \(head.utf8.count)", data)
        let start = self.signed.count
        let own = start + container.count
        var rows: [UInt8] = []
        var index = ""
        rows += [2] + Self.number(size) + [0]
        rows += holdsItself ? [2] + Self.number(size) + [0] : [1] + Self.number(start) + [0]
        index += "\(number) 1 "
        rows += [1] + Self.number(own) + [0]
        index += "\(size) 2"
        let section = PDFSections.stream(
            size + 1, "/Type /XRef /Size \(size + 2) /W [1 4 1] /Index [\(index)] /Root 1 0 R /Prev \(Self.lastStart(text))", rows)
        return self.signed + container + section + Array("startxref\n\(own)\n%%EOF\n".utf8)
    }
}
