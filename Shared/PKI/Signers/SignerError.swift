/// Why a signer gave no signature: a code to act on and a message for whoever reads the log.
///
/// Two errors are equal when their codes are, so a test names only the code.
public struct SignerError: Error, Hashable, Sendable {
    /// The kind of failure.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        enum Kind: String {
            case pinNeeded, pinWrong, pinLocked, pinLastTry, pinExpired, unauthorized
            case tokenRemoved, keyMissing, keyDoesNotMatch, refused
            case unreachable, timedOut, unsupportedScheme, badDigest, badAnswer, moduleMissing, moduleFailed, closed
        }

        let kind: Kind

        private init(_ kind: Kind) { self.kind = kind }

        /// The device asks for a PIN and none was entered.
        public static let pinNeeded = Code(.pinNeeded)
        /// The PIN was refused. It is not tried again; a person must enter another one.
        public static let pinWrong = Code(.pinWrong)
        /// The device is locked after too many wrong PINs.
        public static let pinLocked = Code(.pinLocked)
        /// One more wrong PIN would lock the device, so an unproven PIN is not tried.
        public static let pinLastTry = Code(.pinLastTry)
        /// The PIN must be changed with the vendor's program first.
        public static let pinExpired = Code(.pinExpired)
        /// The remote service does not accept our access token or our right to the key.
        public static let unauthorized = Code(.unauthorized)
        /// The token is not in the machine.
        public static let tokenRemoved = Code(.tokenRemoved)
        /// The key is not on the device, or more than one fits the name.
        public static let keyMissing = Code(.keyMissing)
        /// The key and the certificate do not belong together.
        public static let keyDoesNotMatch = Code(.keyDoesNotMatch)
        /// The holder or the device refused this signature.
        public static let refused = Code(.refused)
        /// The remote service cannot be reached.
        public static let unreachable = Code(.unreachable)
        /// The signer did not answer in time; whether it signed is not known.
        public static let timedOut = Code(.timedOut)
        /// The signer cannot sign in this way.
        public static let unsupportedScheme = Code(.unsupportedScheme)
        /// The digest has not the length of the scheme's hash.
        public static let badDigest = Code(.badDigest)
        /// What came back is no signature value, or not what was asked for.
        public static let badAnswer = Code(.badAnswer)
        /// The PKCS#11 module cannot be loaded.
        public static let moduleMissing = Code(.moduleMissing)
        /// The PKCS#11 module or the remote service failed inside.
        public static let moduleFailed = Code(.moduleFailed)
        /// The signer was closed.
        public static let closed = Code(.closed)

        /// The name of the code.
        public var description: String { self.kind.rawValue }

        /// Whether the signer did not accept who is asking. A batch ends at the first such failure.
        public var isAuthentication: Bool {
            switch self.kind {
            case .pinNeeded, .pinWrong, .pinLocked, .pinLastTry, .pinExpired, .unauthorized: true
            case .tokenRemoved, .keyMissing, .keyDoesNotMatch, .refused, .unreachable, .timedOut, .unsupportedScheme, .badDigest,
                .badAnswer, .moduleMissing, .moduleFailed, .closed:
                false
            }
        }

        /// Whether the same call may succeed later without anybody changing anything but the state of device or network.
        public var isRetriable: Bool {
            switch self.kind {
            case .tokenRemoved, .unreachable, .timedOut: true
            case .pinNeeded, .pinWrong, .pinLocked, .pinLastTry, .pinExpired, .unauthorized, .keyMissing, .keyDoesNotMatch, .refused,
                .unsupportedScheme, .badDigest, .badAnswer, .moduleMissing, .moduleFailed, .closed:
                false
            }
        }
    }

    /// What kind of failure it was.
    public let code: Code
    /// What happened, in words. Holds no PIN, no token and no key material.
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
    public static func == (lhs: SignerError, rhs: SignerError) -> Bool { lhs.code == rhs.code }

    /// Hashes the code only.
    public func hash(into hasher: inout Hasher) { hasher.combine(self.code) }
}

extension SignerError: CustomStringConvertible {
    /// The code and the message.
    public var description: String { "\(self.code): \(self.message)" }
}
