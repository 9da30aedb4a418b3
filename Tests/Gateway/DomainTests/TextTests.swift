import Clocks
import GatewayDomain
import Testing

@Suite struct TextTests {
    @Test(arguments: [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a\" onmouseover='x'&", "a&quot; onmouseover=&#39;x&#39;&amp;"),
        ("\"\u{301} autofocus", "&quot;\u{301} autofocus"), ("<\u{338}b>", "&lt;\u{338}b&gt;"),
        ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh"), ("a\u{0}\u{1B}b", "a  b"), ("a\u{202E}b", "a\u{FFFD}b"),
    ])
    func `HTML text is escaped scalar by scalar`(text: String, escaped: String) {
        #expect(HTMLText.escaped(text).unicodeScalars.elementsEqual(escaped.unicodeScalars))
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1.000"), (1_234_567, "1.234.567"), (-1_050, "−1.050")] as [(Int64, String)])
    func `numbers are grouped by dots`(number: Int64, text: String) {
        #expect(VietnameseForm.number(number) == text)
    }

    @Test func `the greatest and least numbers are written`() {
        #expect(VietnameseForm.number(.max) == "9.223.372.036.854.775.807")
        #expect(VietnameseForm.number(.min) == "−9.223.372.036.854.775.808")
    }

    @Test(arguments: [
        (6, 7, "85,7 %"), (1, 1, "100,0 %"), (0, 5, "0,0 %"), (1, 0, nil), (0, 0, nil), (1, -1, nil), (.max, 1, nil),
    ] as [(Int64, Int64, String?)])
    func `R63 a denominator of zero gives no percentage`(numerator: Int64, denominator: Int64, text: String?) {
        #expect(VietnameseForm.percentage(numerator, of: denominator) == text)
    }

    @Test func `R8 times are shown in Việt Nam time`() throws {
        let instant = try #require(UTCInstant(iso8601: "2026-03-05T18:05:07Z"))

        #expect(VietnameseForm.time(instant) == "06/03/2026 01:05")
        #expect(VietnameseForm.exactTime(instant) == "06/03/2026 01:05:07 (UTC+7)")
    }

    @Test(arguments: [("079123456789", "079•••••••89"), ("0312345678", "031•••••78"), ("1234", "••••"), ("", "")])
    func `R77 identity numbers are masked`(id: String, masked: String) {
        #expect(MaskedIdentity.number(id) == masked)
    }

    @Test(arguments: [
        ("bản ký.pdf", "attachment; filename=\"b_n k_.pdf\"; filename*=UTF-8''b%E1%BA%A3n%20k%C3%BD.pdf"),
        ("a\r\nSet-Cookie: x=1", "attachment; filename=\"aSet-Cookie x=1\"; filename*=UTF-8''aSet-Cookie%20x%3D1"),
        ("\";evil=\"", "attachment; filename=\"evil=\"; filename*=UTF-8''evil%3D"),
        ("../../etc/passwd", "attachment; filename=\"etcpasswd\"; filename*=UTF-8''etcpasswd"),
        ("\u{202E}fdp.exe", "attachment; filename=\"fdp.exe\"; filename*=UTF-8''fdp.exe"),
        ("", "attachment; filename=\"tep\"; filename*=UTF-8''tep"),
    ])
    func `no file name injects into a header`(name: String, header: String) {
        #expect(SafeFileName.contentDisposition(name, fallback: "tep") == header)
    }

    @Test(arguments: [
        ("a%20b", "a b"), ("H%E1%BB%93", "Hồ"), ("a+b", "a+b"), ("%", nil), ("%4", nil), ("%zz", nil), ("%ff", nil),
        ("%00", nil),
    ] as [(String, String?)])
    func `percent escapes are decoded or refused`(text: String, decoded: String?) {
        #expect(PercentDecoding.decode(text) == decoded)
    }

    @Test(arguments: [
        ("components[2].reuse_document_id", "/components/2/reuseDocumentId"), ("owner.id", "/owner/id"), ("", ""), ("_", "/"),
    ])
    func `field paths become JSON pointers`(path: String, pointer: String) {
        #expect(FieldPath.jsonPointer(path) == pointer)
    }
}
