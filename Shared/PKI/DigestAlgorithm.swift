import Crypto
import SwiftASN1

/// The hash functions a signature may be made with.
public enum DigestAlgorithm: String, Sendable, CaseIterable {
    /// SHA-256, 32 bytes.
    case sha256 = "SHA-256"
    /// SHA-384, 48 bytes.
    case sha384 = "SHA-384"
    /// SHA-512, 64 bytes; read, never written.
    case sha512 = "SHA-512"

    /// Length of the hash. Unit: bytes.
    public var lengthBytes: Int {
        switch self {
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The hash of some bytes.
    ///
    /// - Parameter bytes: What to hash.
    /// - Returns: ``lengthBytes`` bytes.
    public func digest(_ bytes: [UInt8]) -> [UInt8] {
        self.digest([bytes[...]])
    }

    /// The hash of pieces in their order, as the ranges of a signed PDF file are hashed.
    ///
    /// - Parameter pieces: What to hash; the pieces are not copied.
    /// - Returns: ``lengthBytes`` bytes.
    public func digest(_ pieces: [ArraySlice<UInt8>]) -> [UInt8] {
        switch self {
        case .sha256: Self.hash(pieces, with: SHA256())
        case .sha384: Self.hash(pieces, with: SHA384())
        case .sha512: Self.hash(pieces, with: SHA512())
        }
    }

    /// The hash of what is handed over piece by piece, as a large file is hashed without copying it.
    ///
    /// - Parameter feed: Calls its argument once for each piece, in their order.
    /// - Returns: ``lengthBytes`` bytes.
    public func digest(feeding feed: ((UnsafeRawBufferPointer) -> Void) -> Void) -> [UInt8] {
        switch self {
        case .sha256: Self.hash(feed, with: SHA256())
        case .sha384: Self.hash(feed, with: SHA384())
        case .sha512: Self.hash(feed, with: SHA512())
        }
    }

    private static func hash<H: HashFunction>(_ feed: ((UnsafeRawBufferPointer) -> Void) -> Void, with function: H) -> [UInt8] {
        var function = function
        feed { function.update(bufferPointer: $0) }
        return Array(function.finalize())
    }

    private static func hash<H: HashFunction>(_ pieces: [ArraySlice<UInt8>], with function: H) -> [UInt8] {
        var function = function
        for piece in pieces {
            piece.withUnsafeBytes { function.update(bufferPointer: $0) }
        }
        return Array(function.finalize())
    }

    init?(_ oid: ASN1ObjectIdentifier) {
        switch oid {
        case OID.sha256: self = .sha256
        case OID.sha384: self = .sha384
        case OID.sha512: self = .sha512
        default: return nil
        }
    }

    var oid: ASN1ObjectIdentifier {
        switch self {
        case .sha256: OID.sha256
        case .sha384: OID.sha384
        case .sha512: OID.sha512
        }
    }
}
