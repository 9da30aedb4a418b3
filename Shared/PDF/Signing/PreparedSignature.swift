internal import Crypto

/// A document with an empty place for a signature, and the digest that is to be signed.
///
/// The place is filled with `0`; only its hex digits change when the CMS arrives, so the digest stays true. A service
/// may store ``bytes`` and ``byteRange`` and make the value again when the signer answers.
public struct PreparedSignature: Sendable {
    /// What the signature covers.
    public let byteRange: SignatureByteRange
    /// SHA-256 over the covered spans: the message digest of the CMS. Count: 32.
    public let digest: [UInt8]
    /// The full name of the signature field; empty when the value was made again from stored bytes.
    public let fieldName: String

    private let original: FileView
    private let tail: [UInt8]

    /// The whole document; every byte of the original comes first, unchanged. Complexity: a copy.
    public var bytes: [UInt8] { self.original.followed(by: self.tail) }

    /// Length of the document that was prepared; 0 when the value was made again from stored bytes. Unit: bytes.
    public var originalLength: Int { self.original.count }

    /// The largest CMS that fits. Unit: bytes.
    public var reservedBytes: Int { (self.byteRange.secondOffset - self.byteRange.firstLength - 2) / 2 }

    /// Makes the value from a prepared document, or again from a stored one.
    ///
    /// - Throws: ``PDFError/Code/badInput`` when the range does not fit, or the gap is not an unused `<000…>`.
    public init(bytes: [UInt8], byteRange: SignatureByteRange, fieldName: String = "") throws(PDFError) {
        try self.init(original: FileView(copying: []), tail: bytes, byteRange: byteRange, fieldName: fieldName)
    }

    init(original: FileView, tail: [UInt8], byteRange: SignatureByteRange, fieldName: String) throws(PDFError) {
        let total = original.count + tail.count
        guard byteRange.fits(total), byteRange.end == total, byteRange.firstLength >= original.count else {
            throw PDFError(code: .badInput, message: "the byte range \(byteRange.numbers) does not cover the document of \(total) bytes")
        }
        let gap = tail[(byteRange.firstLength - original.count)..<(byteRange.secondOffset - original.count)]
        guard gap.first == UInt8(ascii: "<"), gap.last == UInt8(ascii: ">"), gap.count.isMultiple(of: 2),
            gap.dropFirst().dropLast().allSatisfy({ $0 == UInt8(ascii: "0") })
        else {
            throw PDFError(code: .badInput, message: "the gap of the byte range is not an unused signature place")
        }
        self.original = original
        self.tail = tail
        self.byteRange = byteRange
        self.fieldName = fieldName
        var hash = SHA256()
        Self.visit(original, tail, byteRange) { hash.update(bufferPointer: $0) }
        self.digest = Array(hash.finalize())
    }

    /// Hands the covered bytes to a hash of the caller's, piece by piece and without a copy.
    ///
    /// Do not let the pointer escape the closure.
    public func forEachCoveredPiece(_ body: (UnsafeRawBufferPointer) -> Void) {
        Self.visit(self.original, self.tail, self.byteRange, body)
    }

    private static func visit(
        _ original: FileView, _ tail: [UInt8], _ range: SignatureByteRange, _ body: (UnsafeRawBufferPointer) -> Void
    ) {
        original.withUnsafeBytes { body($0) }
        tail.withUnsafeBytes { bytes in
            body(UnsafeRawBufferPointer(rebasing: bytes[..<(range.firstLength - original.count)]))
            body(UnsafeRawBufferPointer(rebasing: bytes[(range.secondOffset - original.count)...]))
        }
    }

    /// Returns the signed document.
    ///
    /// - Parameter cms: The DER of the CMS SignedData (or timestamp token).
    /// - Throws: ``PDFError/Code/signatureTooLarge`` with ``PDFError/neededBytes`` when the reservation is too small:
    ///   prepare again and sign again, for the digest changes. ``PDFError/Code/badInput`` when `cms` is empty.
    public func embed(cms: [UInt8]) throws(PDFError) -> [UInt8] {
        self.original.followed(by: try self.embedTail(cms: cms))
    }

    /// Returns what is to be appended to the first ``originalLength`` bytes, for a caller that has them in a file.
    ///
    /// - Throws: As ``embed(cms:)``.
    public func embedTail(cms: [UInt8]) throws(PDFError) -> [UInt8] {
        guard !cms.isEmpty else { throw PDFError(code: .badInput, message: "the signature is empty") }
        guard cms.count <= self.reservedBytes else {
            throw PDFError(
                code: .signatureTooLarge,
                message: "the signature has \(cms.count) bytes, \(self.reservedBytes) are reserved", neededBytes: cms.count)
        }
        var result = self.tail
        var position = self.byteRange.firstLength - self.original.count + 1
        let digits = Array("0123456789abcdef".utf8)
        for byte in cms {
            result[position] = digits[Int(byte >> 4)]
            result[position + 1] = digits[Int(byte & 15)]
            position += 2
        }
        return result
    }
}
