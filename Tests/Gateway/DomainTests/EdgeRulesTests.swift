import Clocks
import GatewayDomain
import Testing

@Suite struct EdgeRulesTests {
    @Test(arguments: [
        ("29999000u", .microseconds(29_999_000)), ("10S", .seconds(10)), ("1H", .seconds(3_600)), ("99999999n", .nanoseconds(99_999_999)),
        ("5m", .milliseconds(5)), ("2M", .seconds(120)), ("123456789u", nil), ("u", nil), ("", nil), ("-1S", nil), ("1s", nil),
        ("1 S", nil), ("٣S", nil),
    ] as [(String, Duration?)])
    func `reads all eight digits of a timeout`(text: String, duration: Duration?) {
        #expect(CallTimeout.parse(text) == duration)
    }

    @Test(arguments: [
        ("abc", "abc"), ("\"abc\"", "abc"), ("", nil), ("\"\"", nil), ("a b", nil), ("é", nil), ("a\"b", nil),
        (String(repeating: "k", count: 255), String(repeating: "k", count: 255)), (String(repeating: "k", count: 256), nil),
    ] as [(String, String?)])
    func `idempotency keys may be quoted and must be visible ASCII`(header: String, key: String?) {
        #expect(HeaderText.idempotencyKey(header) == key)
    }

    @Test(arguments: [("en", true), ("en-US,vi;q=0.5", true), ("vi, en", false), ("fr, en", true), ("", false), ("de", false)])
    func `English is spoken when it is asked for first`(header: String, isEnglish: Bool) {
        #expect((Language(acceptLanguage: header) == .english) == isEnglish)
    }

    @Test(arguments: [
        ("079 123.456-789", "079123456789"), ("0312345678", "0312345678"), ("0312345678-001", "0312345678001"), ("12345", nil),
        ("07912345678a", nil), ("٠٧٩١٢٣٤٥٦٧٨٩", nil),
    ] as [(String, String?)])
    func `harmless characters in owner numbers are ignored`(text: String, number: String?) {
        #expect(OwnerNumber.parse(text) == number)
    }

    @Test(arguments: [("2026-11", "11/2026"), ("2026-1", nil), ("2026-13", nil), ("26-01", nil), ("2026-00", nil), ("x", nil)] as [(String, String?)])
    func `months are read strictly`(text: String, shown: String?) {
        #expect(ReportMonth(text)?.display == shown)
    }

    @Test(arguments: [
        ("application/PDF; charset=x", "application/pdf"), ("text/plain", "text/plain"), ("a", nil), ("a/b/c", nil), ("a/b\r\nX: y", nil),
        ("/", nil),
    ] as [(String, String?)])
    func `media types keep no parameters and nothing strange`(text: String, type: String?) {
        #expect(HeaderText.mediaType(text) == type)
    }

    @Test func `files are known by their first bytes`() {
        #expect(MediaSignature.mediaType(of: Array("%PDF-1.7".utf8)) == "application/pdf")
        #expect(MediaSignature.mediaType(of: [0xFF, 0xD8, 0xFF, 0xE0]) == "image/jpeg")
        #expect(MediaSignature.mediaType(of: Array("<html>".utf8)) == nil)
        #expect(MediaSignature.mediaType(of: []) == nil)
    }
}
