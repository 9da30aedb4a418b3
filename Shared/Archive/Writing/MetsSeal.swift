internal import Crypto

/// The digest that the METS file at the root carries of itself, so that a changed byte in it is found too.
///
/// Every other file is covered by a checksum in METS; METS is covered by its own `metsDocumentID`: SHA-256 of the file with 64
/// zeros in the place of the digest. It finds damage. Against somebody who writes the package anew stands the digest of the
/// container in the signed minutes.
enum MetsSeal {
    /// `metsDocumentID/@TYPE`.
    static let type = "SHA-256"
    /// The name under which this program writes itself into METS.
    static let program = "hoso"
    static let placeholder = String(repeating: "0", count: 64)

    /// The file with its seal in the place of the placeholder.
    static func sealed(_ bytes: [UInt8]) throws(ArchiveError) -> [UInt8] {
        guard let place = Self.place(in: bytes) else { throw ArchiveError(code: .misused, message: "METS has no place for its seal") }
        var sealed = bytes
        sealed.replaceSubrange(place..<place + 64, with: Hexadecimal.upper(Array(SHA256.hash(data: bytes))).utf8)
        return sealed
    }

    /// Whether the seal fits; nil = there is none, and the file does not say that it should have one.
    static func isIntact(_ bytes: [UInt8]) -> Bool? {
        guard let place = Self.place(in: bytes) else {
            // A byte may have changed in the seal's own element: whatever this program wrote has one.
            return Self.place(of: Array("<name>\(Self.program)</name>".utf8), in: bytes, leaving: 0) == nil ? nil : false
        }
        var blank = bytes
        let seal = Array(bytes[place..<place + 64])
        blank.replaceSubrange(place..<place + 64, with: Self.placeholder.utf8)
        return Array(Hexadecimal.upper(Array(SHA256.hash(data: blank))).utf8) == seal
    }

    /// Where the digest begins.
    private static func place(in bytes: [UInt8]) -> Int? {
        Self.place(of: Array("<metsDocumentID TYPE=\"\(Self.type)\">".utf8), in: bytes, leaving: 64)
    }

    /// Where something stands behind a mark.
    private static func place(of mark: [UInt8], in bytes: [UInt8], leaving count: Int) -> Int? {
        // The header stands at the beginning; what is further down is not ours.
        let last = min(bytes.count, 1 << 16) - mark.count - count
        guard last >= 0 else { return nil }
        return (0...last).first { bytes[$0] == mark[0] && bytes[$0..<$0 + mark.count].elementsEqual(mark) }.map { $0 + mark.count }
    }
}
