/// What this module throws: a code to act on and a message for whoever reads the log.
///
/// Two errors are equal when their codes are, so a test names only the code.
public struct PKIError: Error, Hashable, Sendable {
    /// The kind of failure.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case malformedCertificate, malformedSignature, malformedKey, unsupportedAlgorithm
            case keyDoesNotMatch, intentDiffers, unsafeKeyFile, unreadableFile, notIssued, libraryFailed
            case malformedTimestamp, malformedRevocation, timestampRefused, alreadyTimestamped
        }

        private let kind: Kind

        private init(_ kind: Kind) { self.kind = kind }

        /// The bytes are no X.509 certificate this module can read.
        public static let malformedCertificate = Code(.malformedCertificate)
        /// The bytes are no detached CMS signature this module can read.
        public static let malformedSignature = Code(.malformedSignature)
        /// The text is no private key, or one of a kind that is not supported.
        public static let malformedKey = Code(.malformedKey)
        /// The algorithm or key length is outside what the suite signs with.
        public static let unsupportedAlgorithm = Code(.unsupportedAlgorithm)
        /// A signature value was not made by the key of the given certificate.
        public static let keyDoesNotMatch = Code(.keyDoesNotMatch)
        /// The attributes to be embedded are not the ones that were prepared.
        public static let intentDiffers = Code(.intentDiffers)
        /// A private key file can be read by others than its owner.
        public static let unsafeKeyFile = Code(.unsafeKeyFile)
        /// A file could not be read or written.
        public static let unreadableFile = Code(.unreadableFile)
        /// The development authority could not issue a certificate.
        public static let notIssued = Code(.notIssued)
        /// The bytes are no timestamp token or answer of a timestamp authority this module can read.
        public static let malformedTimestamp = Code(.malformedTimestamp)
        /// The bytes are no OCSP answer or revocation list this module can read.
        public static let malformedRevocation = Code(.malformedRevocation)
        /// No authority gave a timestamp that holds; the message says which one was asked and what it did.
        public static let timestampRefused = Code(.timestampRefused)
        /// The signature carries a timestamp already.
        public static let alreadyTimestamped = Code(.alreadyTimestamped)
        /// OpenSSL refused something it should have done.
        public static let libraryFailed = Code(.libraryFailed)

        /// The name of the code.
        public var description: String { self.kind.rawValue }
    }

    /// What kind of failure it was.
    public let code: Code
    /// What happened, in words. Holds no key material.
    public let message: String
    /// Where it was thrown, as `file:line`.
    public let location: String

    /// Makes an error that remembers where it was made.
    ///
    /// - Parameters:
    ///   - code: What kind of failure it was.
    ///   - message: What happened, in words.
    ///   - file: The file of the caller.
    ///   - line: The line of the caller.
    public init(code: Code, message: String, file: String = #fileID, line: Int = #line) {
        self.code = code
        self.message = message
        self.location = "\(file):\(line)"
    }

    /// Equal when the codes are.
    public static func == (lhs: PKIError, rhs: PKIError) -> Bool { lhs.code == rhs.code }

    /// Hashes the code only.
    public func hash(into hasher: inout Hasher) { hasher.combine(self.code) }
}

extension PKIError: CustomStringConvertible {
    /// The code and the message.
    public var description: String { "\(self.code): \(self.message)" }
}
