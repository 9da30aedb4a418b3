internal import Crypto

/// The frame of a PDF/A-2b file: header, objects as they come, catalog, output intent, metadata, table, trailer.
///
/// Bytes are handed over as they are made, so a file of many pages never stands in memory as a whole.
struct PDFAFile: PDFObjectSink, Sendable {
    private let metadata: PDFAMetadata
    private let pagesReference: PDFReference
    private var offsets: [Int] = []
    private var pending: [UInt8] = []
    private var written = 0
    private var hash = SHA256()
    private var pages: [PDFReference] = []

    init(_ metadata: PDFAMetadata) throws(PDFError) {
        guard metadata.properties.allSatisfy({ XMPPacket.isName($0.name) }),
            Set(metadata.properties.map(\.name)).count == metadata.properties.count
        else { throw PDFError(code: .badInput, message: "a metadata property has an impossible or repeated name") }
        self.metadata = metadata
        self.pagesReference = PDFReference(1)
        self.offsets = [0]
        self.append(Array("%PDF-1.7\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A])
    }

    var pageCount: Int { self.pages.count }

    mutating func reserve() -> PDFReference {
        self.offsets.append(0)
        return PDFReference(self.offsets.count)
    }

    mutating func put(_ reference: PDFReference, _ object: PDFObject) {
        self.offsets[reference.number - 1] = self.written
        self.append(PDFSyntax.indirect(reference, object))
    }

    private mutating func append(_ bytes: [UInt8]) {
        self.pending.append(contentsOf: bytes)
        self.written += bytes.count
    }

    /// What was made since the last call.
    mutating func take() -> [UInt8] {
        let bytes = self.pending
        self.pending = []
        self.hash.update(data: bytes)
        return bytes
    }

    /// Adds a page of a size in points, turned clockwise by quarters when it is shown.
    ///
    /// - Parameter annotations: Objects that are put later; they may point back at the page.
    @discardableResult
    mutating func addPage(
        width: Double, height: Double, turn: Int = 0, resources: PDFDictionary, content: PDFReference,
        annotations: [PDFReference] = []
    ) throws(PDFError) -> PDFReference {
        guard (3...14_400).contains(width), (3...14_400).contains(height) else {
            throw PDFError(code: .badInput, message: "a page of \(width) × \(height) points is outside what PDF/A allows")
        }
        var page: PDFDictionary = [
            "Type": .name("Page"), "Parent": .reference(self.pagesReference), "MediaBox": .numbers([0, 0, width, height]),
            "Resources": .dictionary(resources), "Contents": .reference(content),
        ]
        if turn != 0 { page["Rotate"] = .integer(turn) }
        if !annotations.isEmpty { page["Annots"] = .array(annotations.map { .reference($0) }) }
        let reference = self.add(.dictionary(page))
        self.pages.append(reference)
        return reference
    }

    /// Writes what ends the file.
    ///
    /// - Parameter form: The form whose fields the pages show.
    mutating func finish(form: PDFDictionary? = nil) throws(PDFError) {
        guard !self.pages.isEmpty else { throw PDFError(code: .badInput, message: "a document needs a page") }
        self.put(self.pagesReference, .dictionary([
            "Type": .name("Pages"), "Count": .integer(self.pages.count), "Kids": .array(self.pages.map { .reference($0) }),
        ]))
        let profile = self.add(try Deflate.stream(["N": .integer(3)], PackageResources.sRGB_icc))
        let packet = self.add(.stream(["Type": .name("Metadata"), "Subtype": .name("XML")], XMPPacket.bytes(self.metadata)))
        let information = self.add(self.metadata.information)
        let intent: PDFDictionary = [
            "Type": .name("OutputIntent"), "S": .name("GTS_PDFA1"), "OutputConditionIdentifier": .text("sRGB IEC61966-2.1"),
            "Info": .text("sRGB IEC61966-2.1"), "RegistryName": .text("http://www.color.org"), "DestOutputProfile": .reference(profile),
        ]
        var catalog: PDFDictionary = [
            "Type": .name("Catalog"), "Pages": .reference(self.pagesReference), "Metadata": .reference(packet),
            "Lang": .text(self.metadata.language), "OutputIntents": .array([.dictionary(intent)]),
        ]
        // An object of its own, so that a later signature writes the form anew and not the catalog.
        if let form { catalog["AcroForm"] = .reference(self.add(.dictionary(form))) }
        self.appendTrailer(self.add(.dictionary(catalog)), information)
    }

    private mutating func appendTrailer(_ catalog: PDFReference, _ information: PDFReference) {
        var hash = self.hash
        hash.update(data: self.pending)
        let identifier = PDFObject.hexString(Array(hash.finalize().prefix(16)))
        let start = self.written
        var text = "xref\n0 \(self.offsets.count + 1)\n0000000000 65535 f \n"
        for offset in self.offsets { text += "\(PDFNumber.padded(offset, 10)) 00000 n \n" }
        text += "trailer\n"
        var bytes = Array(text.utf8)
        PDFSyntax.write(.dictionary([
            "Size": .integer(self.offsets.count + 1), "Root": .reference(catalog), "Info": .reference(information),
            "ID": .array([identifier, identifier]),
        ]), to: &bytes)
        bytes.append(contentsOf: "\nstartxref\n\(start)\n%%EOF\n".utf8)
        self.append(bytes)
    }
}
