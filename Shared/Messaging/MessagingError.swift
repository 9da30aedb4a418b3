/// Messaging could not do what it was asked.
public struct MessagingError: Error {
    /// What went wrong.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value: String {
            case invalidEvent, duplicateSubscription, queueMissing, notInQuarantine, cannotReplay
        }

        private let value: Value

        /// The bus could not carry the event; nothing was written.
        public static let invalidEvent = Code(value: .invalidEvent)
        /// Two subscriptions of one queue name the same event.
        public static let duplicateSubscription = Code(value: .duplicateSubscription)
        /// The broker does not have a queue that its definitions should have made.
        public static let queueMissing = Code(value: .queueMissing)
        /// There is no open entry with that number.
        public static let notInQuarantine = Code(value: .notInQuarantine)
        /// The message has no readable envelope; it can only be discarded.
        public static let cannotReplay = Code(value: .cannotReplay)

        /// The name of the case.
        public var description: String { self.value.rawValue }
    }

    /// What went wrong.
    public let code: Code
    /// A sentence for logs and operators.
    public let message: String
    /// Where it was found, as `file:line`.
    public let location: String

    /// Makes an error.
    public init(code: Code, message: String, fileID: String = #fileID, line: Int = #line) {
        self.code = code
        self.message = message
        self.location = "\(fileID):\(line)"
    }
}

extension MessagingError: Equatable {
    /// Compares the code only.
    public static func == (lhs: MessagingError, rhs: MessagingError) -> Bool { lhs.code == rhs.code }
}

extension MessagingError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The code alone; safe for strangers.
    public var description: String { "MessagingError(\(self.code))" }

    /// Everything known.
    public var debugDescription: String { "MessagingError(\(self.code)): \(self.message) at \(self.location)" }
}
