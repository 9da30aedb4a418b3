/// Why a service outside did not help: who was asked and what happened.
public struct ServiceFault: Error, Hashable, Sendable {
    /// The kind of failure.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The address is not one that may be asked.
        case badAddress
        /// No connection, or it broke.
        case unreachable
        /// No whole answer within the time allowed.
        case timedOut
        /// The answer's HTTP status is not 200.
        case badStatus
        /// The answer is longer than allowed.
        case tooLarge
        /// The answer cannot be read.
        case malformed
        /// The service understood and said no.
        case refused
        /// The answer is about something else than was asked.
        case mismatch
        /// The answer is not signed by somebody who may.
        case notTrusted
        /// The answer is too old, from the future, or its clock is wrong.
        case wrongTime
    }

    /// The address that was asked.
    public let url: String
    /// What kind of failure it was.
    public let kind: Kind
    /// What happened, in words for the log.
    public let detail: String

    /// Makes a fault.
    public init(url: String, kind: Kind, detail: String) {
        self.url = url
        self.kind = kind
        self.detail = detail
    }
}

extension ServiceFault: CustomStringConvertible {
    /// Who, what kind, and the words.
    public var description: String { "\(self.url): \(self.kind.rawValue), \(self.detail)" }
}
