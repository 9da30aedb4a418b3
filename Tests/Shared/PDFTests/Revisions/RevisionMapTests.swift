import Clocks
import Foundation
import PDF
import PDFTestSupport
import Testing

@Suite struct RevisionMapTests {
    let request = SignatureRequest(signedAt: UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest, reservedBytes: 256)

    /// A document with a well-formed but meaningless CMS in its place.
    private func signed(_ bytes: [UInt8] = SmallPDF().bytes) throws -> (bytes: [UInt8], prepared: PreparedSignature) {
        let prepared = try SignaturePreparation.prepare(bytes, self.request)
        return (try prepared.embed(cms: [0x30, 0x03, 0x02, 0x01, 0x05]), prepared)
    }

    private func only(_ bytes: [UInt8]) throws -> EmbeddedSignature {
        let signatures = try RevisionMap(PDFDocument(bytes: bytes)).signatures
        #expect(signatures.count == 1)
        return try #require(signatures.first)
    }

    /// Overwrites a text of the file with one of the same length.
    private func replacing(_ old: String, with new: String, in bytes: [UInt8]) throws -> [UInt8] {
        let range = try #require(Data(bytes).range(of: Data(old.utf8), options: .backwards))
        var bytes = bytes
        bytes.replaceSubrange(range, with: Array(new.padding(toLength: range.count, withPad: " ", startingAt: 0).utf8))
        return bytes
    }

    /// The byte range as it stands in the file, with its padding.
    private func rangeText(_ prepared: PreparedSignature) -> String {
        prepared.byteRange.numbers.map(String.init).joined(separator: " ").padding(toLength: 48, withPad: " ", startingAt: 0)
    }

    @Test func `a signature over the whole file has no fault`() throws {
        let (bytes, prepared) = try self.signed()

        let signature = try self.only(bytes)

        #expect(signature.coverage == .wholeFile)
        #expect(signature.faults.isEmpty)
        #expect(signature.cms == [0x30, 0x03, 0x02, 0x01, 0x05])
        #expect(signature.sha256 == prepared.digest)
        #expect(RevisionMap.coveredBytes(of: signature, in: bytes)?.count == bytes.count - 514)
    }

    @Test func `what was added later is counted`() throws {
        let (first, _) = try self.signed()
        var update = try PDFAppender(PDFDocument(bytes: first))
        update.put(PDFReference(99), .text("x"))

        let later = try update.finish().bytes

        #expect(try self.only(later).coverage == .earlierRevision(laterBytes: later.count - first.count))
        #expect(try RevisionMap(PDFDocument(bytes: later)).revisionEnds.count == 3)
    }

    @Test(arguments: ["1 2 3", "1 2 3 4", "0 1 2 -3", "0 1 2 3.5", "0 (a) 2 3", ""])
    func `a byte range of another shape is a fault`(text: String) throws {
        let (bytes, prepared) = try self.signed()

        let signature = try self.only(try self.replacing(self.rangeText(prepared), with: text, in: bytes))

        #expect(signature.faults.contains(.byteRangeMalformed))
        #expect(signature.coverage == .nothing)
    }

    @Test func `spans outside the file or over each other are a fault`() throws {
        let (bytes, prepared) = try self.signed()
        let range = prepared.byteRange

        for numbers in [
            [0, range.firstLength, range.secondOffset, range.secondLength + 1],
            [0, range.secondOffset, range.firstLength, range.secondLength],
            [0, range.firstLength, 281_474_976_710_656, 281_474_976_710_656],
        ] {
            let changed = try self.replacing(self.rangeText(prepared), with: numbers.map(String.init).joined(separator: " "), in: bytes)
            #expect(try self.only(changed).faults.contains(.byteRangeOutside))
        }
    }

    @Test func `a gap that is more or less than the contents is a fault`() throws {
        let (bytes, prepared) = try self.signed()
        let range = prepared.byteRange

        for (first, second) in [(range.firstLength - 2, range.secondOffset), (range.firstLength, range.secondOffset + 2), (range.firstLength + 2, range.secondOffset)] {
            let numbers = [0, first, second, bytes.count - second].map(String.init).joined(separator: " ")
            let changed = try self.replacing(self.rangeText(prepared), with: numbers, in: bytes)
            #expect(try self.only(changed).faults.contains(.gapIsNotContents))
        }
    }

    @Test func `an end within a revision is a fault`() throws {
        let (bytes, prepared) = try self.signed()
        let range = prepared.byteRange
        let numbers = [0, range.firstLength, range.secondOffset, range.secondLength - 20].map(String.init).joined(separator: " ")

        let signature = try self.only(try self.replacing(self.rangeText(prepared), with: numbers, in: bytes))

        #expect(signature.faults.contains(.endIsNoRevision))
    }

    @Test func `bytes behind the last revision are a fault`() throws {
        let (bytes, _) = try self.signed()

        let longer = bytes + Array("% more\n".utf8)

        #expect(try self.only(longer).coverage != .wholeFile)
    }

    @Test func `a signature dictionary that a later revision replaces is a fault`() throws {
        let (bytes, _) = try self.signed()
        let document = try PDFDocument(bytes: bytes)
        let field = try #require(try document.signatureFields().first)
        let reference = try #require(field.valueReference)
        var dictionary = try #require(try document.object(reference).dictionaryValue)
        dictionary["Name"] = .text("Someone else")
        var update = try PDFAppender(document)
        update.put(reference, .dictionary(dictionary))

        let spoofed = try update.finish().bytes

        #expect(try self.only(spoofed).faults == [.dictionaryReplaced])
    }

    @Test(arguments: [
        [0x31, 0x00], [0x30, 0x03, 0x02, 0x01], [0x30, 0x80, 0x04, 0x80], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x01, 0x05, 0x07],
        [0x30, 0x85, 0, 0, 0, 0, 1], [0x05],
    ] as [[UInt8]])
    func `contents that are not one DER or BER value and zeros are a fault`(cms: [UInt8]) throws {
        let prepared = try SignaturePreparation.prepare(SmallPDF().bytes, self.request)
        var bytes = try prepared.embed(cms: cms)
        if cms.count == 4, cms[1] == 3 {
            bytes = try self.replacing("<30030201", with: "<30830201", in: bytes)
        }

        let signature = try self.only(bytes)

        #expect(signature.faults == [.contentsNotPadded])
    }

    @Test(arguments: [
        [0x30, 0x80, 0, 0], [0x30, 0x80, 0x02, 0x01, 0x05, 0, 0], [0x30, 0x80, 0x30, 0x80, 0x04, 0x02, 0, 0, 0, 0, 0, 0],
        [0x30, 0x80, 0xBF, 0x81, 0x01, 0x01, 0x07, 0, 0],
    ] as [[UInt8]])
    func `R41 a value whose length is not told ends where it ends`(cms: [UInt8]) throws {
        let signature = try self.only(SignaturePreparation.prepare(SmallPDF().bytes, self.request).embed(cms: cms))

        #expect(signature.faults.isEmpty)
        #expect(signature.cms == cms)
    }

    @Test func `an unsigned document has no signature`() throws {
        let map = try RevisionMap(PDFDocument(bytes: SmallPDF().bytes))

        #expect(map.signatures.isEmpty)
        #expect(map.revisionEnds.count == 1)
    }
}
