public import Clocks
public import PDF

/// A signed paper that the tests of later changes start from: two pages, a picture, a form, an annotation.
public enum SignedPaper {
    // Objects: 1 catalog, 2 pages, 3 and 4 the pages, 5 and 6 their content, 7 font, 8 picture, 9 form, 10 the field for
    // the number, 11 its appearance, 12 a check box, 13 a note, 14 information, 15 an empty signature field, 16 metadata,
    // 17 a hidden text nobody points at, 18 a list of annotations.
    /// When the paper is signed.
    public static let time = UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest

    /// The paper before anyone signed it.
    public static var unsigned: SmallPDF {
        var paper = SmallPDF()
        paper.isBare = true
        paper.information = "/Info 14 0 R"
        paper.objects = [
            "<< /Type /Catalog /Pages 2 0 R /AcroForm 9 0 R /Metadata 16 0 R >>",
            "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 7 0 R >> /XObject << /Im 8 0 R >> >> /Annots [10 0 R 12 0 R 13 0 R 15 0 R] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [6 0 R 99 0 R] /Resources << /Font << /F1 7 0 R >> >> /Annots 18 0 R >>",
            Self.stream("", "BT /F1 12 Tf 72 700 Td (Pay 10 million) Tj ET"),
            Self.stream("", "BT /F1 12 Tf 72 700 Td (Second page) Tj ET"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            Self.stream("/Type /XObject /Subtype /Form /BBox [0 0 10 10]", "0 0 10 10 re f"),
            "<< /Fields [10 0 R 12 0 R 15 0 R] /DA (/F1 10 Tf) /DR << /Font << /F1 7 0 R >> >> >>",
            "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Number) /Rect [100 600 200 620] /P 3 0 R /F 4 /AP << /N 11 0 R >> >>",
            Self.stream("/Type /XObject /Subtype /Form /BBox [0 0 100 20]", " "),
            "<< /Type /Annot /Subtype /Widget /FT /Btn /T (Agree) /Rect [100 500 110 510] /P 3 0 R /F 4 /AS /Off /AP << /N << /Yes 8 0 R /Off 11 0 R >> >> >>",
            "<< /Type /Annot /Subtype /Text /Rect [10 10 20 20] /Contents (note) /P 3 0 R >>",
            "<< /Title (Paper) >>",
            "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Organisation) /Rect [300 100 400 200] /P 3 0 R /F 4 >>",
            Self.stream("/Type /Metadata /Subtype /XML", "<x/>"),
            Self.stream("", "BT /F1 12 Tf 72 700 Td (Pay 99 million) Tj ET"),
            "[]",
        ]
        return paper
    }

    /// A stream's body with its length.
    public static func stream(_ dictionary: String, _ data: String) -> String {
        "<< \(dictionary) /Length \(data.utf8.count) >>\nstream\n\(data)\nendstream"
    }

    /// Signs with a well-formed but meaningless CMS: what is compared are revisions, not keys.
    public static func sign(_ bytes: [UInt8], _ request: SignatureRequest? = nil) throws -> [UInt8] {
        let prepared = try SignaturePreparation.prepare(bytes, request ?? SignatureRequest(signedAt: Self.time, reservedBytes: 256))
        return try prepared.embed(cms: [0x30, 0x03, 0x02, 0x01, 0x05])
    }

    /// The paper with one signature by a person.
    public static func signed() throws -> [UInt8] { try Self.sign(Self.unsigned.bytes) }
}
