internal import Foundation

/// Small documents written by hand, one deviation at a time.
public struct SmallPDF: Sendable {
    /// How the file tells where its objects are.
    public enum Section: Sendable { case table, hybrid }

    /// How this file tells it.
    public var section = Section.table
    /// Entries of the page dictionary.
    public var page = "/MediaBox [0 0 595 842]"
    /// Entries of the catalog.
    public var catalog = ""
    /// Without the page of its own: ``objects`` are all there is, number 1 is the catalog.
    public var isBare = false
    /// Further objects from number 5 on.
    public var objects: [String] = []
    /// The trailer's `/ID`, with its key.
    public var identifier = "/ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]"
    /// Further entries of the trailer.
    public var information = ""
    /// The last line.
    public var ending = "%%EOF\n"

    /// Makes a document of one page with a line of text.
    public init() {}

    /// The file.
    public var bytes: [UInt8] {
        let content = "BT /F0 12 Tf 72 700 Td (Hello) Tj ET"
        var bodies = [
            "<< /Type /Catalog /Pages 2 0 R \(self.catalog) >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R \(self.page) /Contents 4 0 R /Resources << /Font << /F0 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
        ]
        if self.isBare { bodies = [] }
        bodies += self.objects
        var text = "%PDF-1.7\n%âãÏÓ\n"
        var offsets: [Int] = []
        for (index, body) in bodies.enumerated() {
            offsets.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(body)\nendobj\n"
        }
        var extra = ""
        if self.section == .hybrid {
            // The stream tells the free object 0 once more: harmless to either kind of reader.
            extra = " /XRefStm \(text.utf8.count)"
            text += "\(bodies.count + 1) 0 obj\n<< /Type /XRef /Size 1 /W [1 2 2] /Index [0 1] /Length 5 >>\nstream\n\0\0\0\0\0\nendstream\nendobj\n"
            offsets.append(offsets.last ?? 0)
        }
        let start = text.utf8.count
        text += "xref\n0 \(bodies.count + 1)\n0000000000 65535 f \n"
        for offset in offsets.prefix(bodies.count) { text += String(format: "%010d 00000 n \n", offset) }
        let size = bodies.count + (self.section == .hybrid ? 2 : 1)
        text += "trailer\n<< /Size \(size) /Root 1 0 R \(self.identifier) \(self.information)\(extra) >>\nstartxref\n\(start)\n\(self.ending)"
        return Array(text.utf8)
    }
}
