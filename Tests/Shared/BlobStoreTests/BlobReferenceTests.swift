import BlobStore
import Testing

@Suite struct BlobReferenceTests {
    @Test(arguments: [
        "", "../../../etc/passwd", String(repeating: "a", count: 63), String(repeating: "a", count: 65),
        String(repeating: "A", count: 64), String(repeating: "g", count: 64), String(repeating: "/", count: 64),
        String(repeating: "a", count: 63) + "\u{0}", "../" + String(repeating: "a", count: 61),
        String(repeating: "é", count: 32),
    ])
    func `refuses hostile digests`(hex: String) {
        #expect(BlobReference(hex: hex, sizeBytes: 1) == nil)
    }

    @Test func `refuses digests of another length and negative sizes`() {
        #expect(BlobReference(sha256: [], sizeBytes: 0) == nil)
        #expect(BlobReference(sha256: [UInt8](repeating: 0, count: 33), sizeBytes: 0) == nil)
        #expect(BlobReference(sha256: [UInt8](repeating: 0, count: 32), sizeBytes: -1) == nil)
    }

    @Test func `the text form goes there and back`() throws {
        let reference = try #require(BlobReference(sha256: (0..<32).map { $0 * 7 }, sizeBytes: 5))

        #expect(BlobReference(hex: reference.hex, sizeBytes: 5) == reference)
        #expect(reference.hex.hasPrefix("00070e15"))
    }
}
