/// What went wrong on the bus, with the broker's own words when it gave any.
///
/// Two errors are equal when their codes are: a test writes
/// `#expect(throws: AMQPError(code: .returned, message: ""))`.
public struct AMQPError: Error, Sendable {
    private final class Storage: Sendable {
        let code: Code
        let message: String
        let replyCode: UInt16?
        let cause: (any Error)?
        let location: String

        init(code: Code, message: String, replyCode: UInt16?, cause: (any Error)?, location: String) {
            self.code = code
            self.message = message
            self.replyCode = replyCode
            self.cause = cause
            self.location = location
        }
    }

    // One reference, so that the optional error of every confirm is one word.
    private let storage: Storage

    /// The kind of failure, to decide with.
    public var code: Code { self.storage.code }

    /// One sentence for the log; may quote the broker.
    public var message: String { self.storage.message }

    /// The reply code the broker sent (404, 406, 312 …), if it sent one.
    public var replyCode: UInt16? { self.storage.replyCode }

    /// The error underneath, if there is one.
    public var cause: (any Error)? { self.storage.cause }

    /// Where the error was made, `file:line`.
    public var location: String { self.storage.location }

    /// Whether the same call may succeed later without anyone changing anything.
    public var isRetriable: Bool { self.code.isRetriable }

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - message: One sentence for the log, without message bodies or secrets.
    ///   - replyCode: The broker's reply code, if it sent one.
    ///   - cause: The error underneath, if there is one.
    ///   - fileID: Left to its default.
    ///   - line: Left to its default.
    public init(
        code: Code,
        message: String,
        replyCode: UInt16? = nil,
        cause: (any Error)? = nil,
        fileID: StaticString = #fileID,
        line: UInt = #line
    ) {
        self.storage = Storage(
            code: code, message: message, replyCode: replyCode, cause: cause, location: "\(fileID):\(line)")
    }
}

extension AMQPError: Hashable {
    /// Compares the codes only.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.code == rhs.code }

    /// Hashes the code only.
    public func hash(into hasher: inout Hasher) { hasher.combine(self.code) }
}

extension AMQPError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The code alone: safe for strangers.
    public var description: String { "AMQPError(\(self.code))" }

    /// Everything that is known.
    public var debugDescription: String {
        var text = "AMQPError(\(self.code)): \(self.message)"
        if let replyCode = self.replyCode { text += " [reply code \(replyCode)]" }
        if let cause = self.cause { text += " (cause: \(cause))" }
        return text + " at \(self.location)"
    }
}
