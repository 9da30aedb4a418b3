internal import Crypto

/// A document with an empty place for a signature, and the digest that is to be signed.
///
/// The place is filled with `0`; only its hex digits change when the CMS arrives, so the digest stays true. A service
/// may store ``bytes`` and ``byteRange`` and make the value again when the signer answers.
public struct PreparedSignature: Sendable {
    /// The whole document; every byte of the original comes first, unchanged.
    public let bytes: [UInt8]
    /// What the signature covers.
    public let byteRange: SignatureByteRange
    /// SHA-256 over the covered spans: the message digest of the CMS. Count: 32.
    public let digest: [UInt8]
    /// The full name of the signature field; empty when the value was made again from stored bytes.
    public let fieldName: String

    /// The largest CMS that fits. Unit: bytes.
    public var reservedBytes: Int { (self.byteRange.secondOffset - self.byteRange.firstLength - 2) / 2 }

    /// Makes the value from a prepared document, or again from a stored one.
    ///
    /// - Throws: ``PDFError/Code/badInput`` when the range does not fit, or the gap is not an unused `<000…>`.
    public init(bytes: [UInt8], byteRange: SignatureByteRange, fieldName: String = "") throws(PDFError) {
        guard byteRange.fits(bytes.count), byteRange.end == bytes.count else {
            throw PDFError(code: .badInput, message: "the byte range \(byteRange.numbers) does not cover the document of \(bytes.count) bytes")
        }
        let gap = bytes[byteRange.firstLength..<byteRange.secondOffset]
        guard gap.first == UInt8(ascii: "<"), gap.last == UInt8(ascii: ">"), gap.count.isMultiple(of: 2),
            gap.dropFirst().dropLast().allSatisfy({ $0 == UInt8(ascii: "0") })
        else {
            throw PDFError(code: .badInput, message: "the gap of the byte range is not an unused signature place")
        }
        self.bytes = bytes
        self.byteRange = byteRange
        self.digest = byteRange.sha256(of: bytes)
        self.fieldName = fieldName
    }

    /// Returns the signed document.
    ///
    /// - Parameter cms: The DER of the CMS SignedData (or timestamp token).
    /// - Throws: ``PDFError/Code/signatureTooLarge`` with ``PDFError/neededBytes`` when the reservation is too small:
    ///   prepare again and sign again, for the digest changes. ``PDFError/Code/badInput`` when `cms` is empty.
    public func embed(cms: [UInt8]) throws(PDFError) -> [UInt8] {
        guard !cms.isEmpty else { throw PDFError(code: .badInput, message: "the signature is empty") }
        guard cms.count <= self.reservedBytes else {
            throw PDFError(
                code: .signatureTooLarge,
                message: "the signature has \(cms.count) bytes, \(self.reservedBytes) are reserved", neededBytes: cms.count)
        }
        var result = self.bytes
        var position = self.byteRange.firstLength + 1
        let digits = Array("0123456789abcdef".utf8)
        for byte in cms {
            result[position] = digits[Int(byte >> 4)]
            result[position + 1] = digits[Int(byte & 15)]
            position += 2
        }
        return result
    }
}

extension SignatureByteRange {
    /// SHA-256 over both spans, without copying them; the range must fit.
    func sha256(of bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        bytes.withUnsafeBytes { all in
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: all[0..<self.firstLength]))
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: all[self.secondOffset..<(self.secondOffset + self.secondLength)]))
        }
        return Array(hash.finalize())
    }
}
