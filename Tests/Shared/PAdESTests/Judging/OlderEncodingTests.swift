import AuthoritySupport
import Foundation
import PAdES
import PDF
import PKI
import Testing

/// Signatures of older files whose lengths are not told (BER): judged like the same signature in DER.
@Suite struct OlderEncodingTests {
    /// A document with other contents in the place of its signature, which no signature covers.
    private func replacing(_ document: [UInt8], _ contents: [UInt8]) throws -> [UInt8] {
        let signature = try #require(try RevisionMap(PDFDocument(bytes: document)).signatures.first)
        let range = try #require(signature.byteRange)
        let room = (range.secondOffset - range.firstLength - 2) / 2
        try #require(contents.count <= room)
        let digits = Array("0123456789abcdef".utf8)
        let padded = contents + [UInt8](repeating: 0, count: room - contents.count)
        var result = document
        result.replaceSubrange(
            (range.firstLength + 1)..<(range.secondOffset - 1), with: padded.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        return result
    }

    private func cms(_ document: [UInt8]) throws -> [UInt8] {
        try #require(try RevisionMap(PDFDocument(bytes: document)).signatures.first).cms
    }

    @Test(arguments: [false, true], ["older", "older-with-data"])
    func `R41 an older signature in BER gets the verdict of the same one in DER`(splitting: Bool, name: String) async throws {
        let fixture = try await JudgingFixture.shared()
        let strict = try #require(fixture.documents[name])
        let contents = BERForm.opened(try self.cms(strict), splitting: splitting)
        let older = try self.replacing(strict, contents)
        let day = JudgingFixture.Day.signing.instant

        let expected = fixture.validator.validate(strict, at: day), report = fixture.validator.validate(older, at: day)

        #expect(contents.starts(with: [0x30, 0x80]))
        #expect(report.indication == expected.indication && report.subIndication == expected.subIndication, "\(report.detail)")
        #expect(report.signatures.first?.report.checks == expected.signatures.first?.report.checks)
        #expect(report.signatures.first?.report.signer == expected.signatures.first?.report.signer)
        #expect(try self.cms(older) == contents)
        let theirs = try await PyHankoReferee.judge([.init(bytes: older, day: .signing, lists: nil)], fixture)
        #expect(theirs.first?.signatures?.first?.isSound == true, "\(String(describing: theirs.first))")
        if !splitting { #expect(try await PdfsigReferee.judge(older).callsGood) }
    }

    @Test func `the baseline asks for DER`() async throws {
        let fixture = try await JudgingFixture.shared()
        let strict = try #require(fixture.documents["b-b"])

        let report = fixture.validator.validate(
            try self.replacing(strict, BERForm.opened(try self.cms(strict))), at: JudgingFixture.Day.signing.instant)

        #expect(report.indication == .invalid && report.subIndication == .formatFailure, "\(report.detail)")
    }

    @Test func `R41 a changed document or signature in BER is never valid`() async throws {
        let fixture = try await JudgingFixture.shared()
        let strict = try #require(fixture.documents["older-with-data"])
        let contents = BERForm.opened(try self.cms(strict))
        let older = try self.replacing(strict, contents)
        let place = try #require(older.indices.first { older[$0...].starts(with: "(Hello)".utf8) })
        var changed = older
        changed[place + 1] ^= 1
        let day = JudgingFixture.Day.signing.instant
        let good = fixture.validator.validate(older, at: day)

        #expect(good.indication == .valid, "\(good.detail)")
        #expect(fixture.validator.validate(changed, at: day).subIndication == .hashFailure)
        var accepted = 0
        let far = stride(from: 0, to: contents.count - 5, by: 61)
        let hostile =
            HostileBytes.flips(of: contents, count: 200, seed: 41) + far.map { Array(contents[..<$0]) }
            + far.map { HostileBytes.hugeLength(of: contents, at: $0) }
        for bytes in hostile {
            let file = try self.replacing(strict, bytes)
            let report = fixture.validator.validate(file, at: day)
            guard report.indication == .valid else { continue }
            // What is not signed may differ: a certificate that nobody needs, or how a length is written.
            accepted += 1
            #expect(report.signatures.first?.report.outcome(of: .integrity) == .passed)
            #expect(report.signatures.first?.report.signer == good.signatures.first?.report.signer)
        }
        #expect(accepted < 40)
    }

    private static func nested(_ depth: Int) -> [UInt8] { (0..<depth).flatMap { _ -> [UInt8] in [0x30, 0x80] } }

    static let liars: [(String, [UInt8])] = [
        ("three thousand open elements", Self.nested(3_000)),
        ("sixty-five open elements that end", Self.nested(65) + [UInt8](repeating: 0, count: 130)),
        ("an open element that does not end", [0x30, 0x80, 0x02, 0x01, 0x05]),
        ("a length beyond the end", [0x30, 0x80, 0x04, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0]),
        ("a length of five bytes", [0x30, 0x80, 0x04, 0x85, 0, 0, 0, 0, 1, 7, 0, 0]),
        ("a string of open length", [0x30, 0x80, 0x04, 0x80, 0x01, 0, 0, 0, 0]),
        ("a tag without end", [0x30, 0x80] + [UInt8](repeating: 0xFF, count: 40)),
        ("something behind the end", [0x30, 0x80, 0x02, 0x01, 0x05, 0, 0, 0, 7]),
        ("an end at the beginning", [0, 0, 0x30, 0x80, 0, 0]),
        ("an empty open sequence", [0x30, 0x80, 0, 0]),
    ]

    @Test(arguments: Self.liars)
    func `ends on BER that lies about depth and lengths`(name: String, contents: [UInt8]) async throws {
        let fixture = try await JudgingFixture.shared()
        let strict = try #require(fixture.documents["older-with-data"])

        let report = fixture.validator.validate(try self.replacing(strict, contents), at: JudgingFixture.Day.signing.instant)

        #expect(report.indication == .invalid && report.subIndication == .formatFailure, "\(name): \(report.detail)")
        let examination = CMSExamination(contents: contents, content: [[1, 2, 3][...]], form: .older)
        #expect(examination.indication == .invalid && examination.signature == nil)
    }
}
