/// The bytes that a signature or timestamp covers, handed over piece by piece, so that a large file is not copied.
public struct SignedContent {
    private let feed: ((UnsafeRawBufferPointer) -> Void) -> Void
    private let sha256: [UInt8]?

    /// Takes content that somebody else holds.
    ///
    /// - Parameters:
    ///   - sha256: Its SHA-256, when the caller has computed it from these very bytes; saves reading them again.
    ///   - feed: Calls its argument once for each piece, in their order, each time the same ones.
    public init(sha256: [UInt8]? = nil, feeding feed: @escaping ((UnsafeRawBufferPointer) -> Void) -> Void) {
        self.sha256 = sha256
        self.feed = feed
    }

    /// Takes pieces in their order.
    public init(_ pieces: [ArraySlice<UInt8>]) {
        self.init { body in
            for piece in pieces { piece.withUnsafeBytes(body) }
        }
    }

    /// The hash of the content.
    func digest(_ algorithm: DigestAlgorithm) -> [UInt8] {
        if algorithm == .sha256, let sha256 = self.sha256 { return sha256 }
        return algorithm.digest(feeding: self.feed)
    }

    /// A copy of the content, for OpenSSL to hash with what this suite does not.
    func copy() -> [UInt8] {
        var bytes: [UInt8] = []
        self.feed { bytes.append(contentsOf: $0) }
        return bytes
    }
}
