/// Lines of a document that are form fields, so that they can be filled in after somebody has signed.
///
/// A number and a date are given after the personal signature (Decree 30/2020, articles 13 and 15). Filling in a field is a
/// change that a signature allows, so that signature stays valid (R34, R37).
public enum PDFBlanks {
    /// Fills in blanks as an incremental update; no byte of the document changes.
    ///
    /// - Parameters:
    ///   - values: The lines to show, by the names of the fields.
    ///   - fonts: Fonts of the document's text.
    /// - Returns: The document with the update behind it.
    /// - Throws: ``PDFError`` with `badInput` when a field is missing or a line is wider than its place, `fieldTaken` when it
    ///   is filled in already, `changesForbidden` when a signature forbids it, `badText`, or what reading throws.
    ///
    /// Source: ISO 32000-1, 12.7.3.3 (appearance of text fields) and 12.8.2.2 (what signatures permit).
    public static func fill(_ bytes: [UInt8], _ values: [String: String], fonts: SlipFonts) throws(PDFError) -> [UInt8] {
        let document = try PDFDocument(bytes: bytes)
        let permission = try SignedPermission(document)
        let fields = try document.formFields()
        var update = try PDFAppender(document)
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let field = fields.first(where: { $0.name == name }), field.type == "Tx", let reference = field.reference,
                let rectangle = PDFRectangle(try document.resolve(field.dictionary["Rect"])), let font = try Self.font(of: field, in: document)
            else { throw PDFError(code: .badInput, message: "the document has no blank \(name)") }
            guard !field.isFilled else { throw PDFError(code: .fieldTaken, message: "the blank \(name) is filled in already") }
            guard permission.level >= .formFilling, !permission.locks(name) else {
                throw PDFError(code: .changesForbidden, message: "an earlier signature forbids filling in \(name)")
            }
            let text = SlipText.clean(value)
            guard try fonts[font.style].width(of: text) * font.size <= rectangle.width else {
                throw PDFError(code: .badInput, message: "the line does not fit the blank \(name)")
            }
            var subsets = SlipRun.Style.allCases.map { FontSubset(fonts[$0]) }
            let own = update.reserve()
            let references = SlipRun.Style.allCases.map { $0 == font.style ? own : nil }
            let blank = SlipPlace.Blank(text: text, style: font.style, size: font.size)
            let look = try self.look(blank, in: rectangle, &subsets, references, &update)
            try subsets[font.style.index].write(as: own, to: &update)
            var dictionary = field.dictionary
            dictionary["V"] = .text(text)
            dictionary["AP"] = .dictionary(["N": .reference(look)])
            update.put(reference, .dictionary(dictionary))
        }
        return try update.finish().bytes
    }

    /// Names of the blanks of a document that are not filled in.
    ///
    /// - Throws: What reading throws.
    public static func open(in bytes: [UInt8]) throws(PDFError) -> Set<String> {
        Set(try PDFDocument(bytes: bytes).formFields().filter { $0.type == "Tx" && !$0.isFilled }.map(\.name))
    }

    /// The form that shows a line in the middle of its place.
    static func look(
        _ blank: SlipPlace.Blank, in rectangle: PDFRectangle, _ subsets: inout [FontSubset], _ fonts: [PDFReference?],
        _ sink: inout some PDFObjectSink
    ) throws(PDFError) -> PDFReference {
        let index = blank.style.index
        let width = try subsets[index].font.width(of: blank.text) * blank.size
        let codes = String(decoding: PDFSyntax.bytes(try subsets[index].encode(blank.text)), as: UTF8.self)
        let x = PDFNumber.text((rectangle.width - width) / 2), y = PDFNumber.text(blank.size * 0.25)
        let content = "/Tx BMC q BT 0 g /F\(index) \(PDFNumber.text(blank.size)) Tf \(x) \(y) Td \(codes) Tj ET Q EMC"
        var entries = PDFDictionary()
        entries["F\(index)"] = fonts[index].map { .reference($0) }
        return sink.add(
            try Deflate.stream(
                [
                    "Type": .name("XObject"), "Subtype": .name("Form"), "BBox": .numbers([0, 0, rectangle.width, rectangle.height]),
                    "Resources": .dictionary(["Font": .dictionary(entries)]),
                ], Array(content.utf8)))
    }

    /// The field, which is its own widget: printed, and not to be typed into.
    static func widget(_ place: SlipPlace, _ blank: SlipPlace.Blank, look: PDFReference, page: PDFReference) -> PDFObject {
        .dictionary([
            "Type": .name("Annot"), "Subtype": .name("Widget"), "FT": .name("Tx"), "T": .text(place.name), "Ff": .integer(1),
            "F": .integer(4), "Q": .integer(1), "Rect": place.rectangle.object, "P": .reference(page),
            "DA": .text("/F\(blank.style.index) \(PDFNumber.text(blank.size)) Tf 0 g"),
            "AP": .dictionary(["N": .reference(look)]),
        ])
    }

    static func form(_ fields: [PDFReference], _ fonts: PDFDictionary) -> PDFDictionary {
        ["Fields": .array(fields.map { .reference($0) }), "DR": .dictionary(["Font": .dictionary(fonts)])]
    }

    /// Style and size that ``widget(_:_:look:page:)`` wrote; `nil` for anything else.
    private static func font(of field: PDFFormField, in document: PDFDocument) throws(PDFError) -> (style: SlipRun.Style, size: Double)? {
        guard let text = try document.resolve(field.dictionary["DA"]).textValue else { return nil }
        let words = text.split(separator: " ")
        guard words.count == 5, words[2] == "Tf", let size = Double(words[1]), (4...72).contains(size),
            let style = SlipRun.Style.allCases.first(where: { words[0] == "/F\($0.index)" })
        else { return nil }
        return (style, size)
    }
}
