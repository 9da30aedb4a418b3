/// A package could not be written or read.
public struct ArchiveError: Error {
    /// What went wrong.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value: String {
            case badValue, refused, malformed, damaged, tooLarge, noSpace, inputOutput, misused
        }

        private let value: Value

        /// A field holds what its rule does not allow; nothing of the package is usable.
        public static let badValue = Code(value: .badValue)
        /// The container holds what no package may hold: a path that leaves it, a name twice, a link, an entry under a password.
        public static let refused = Code(value: .refused)
        /// The container or an XML file in it cannot be read.
        public static let malformed = Code(value: .malformed)
        /// A file has other bytes than were promised.
        public static let damaged = Code(value: .damaged)
        /// More or larger than the limits allow.
        public static let tooLarge = Code(value: .tooLarge)
        /// The disk, the quota or the inodes are used up.
        public static let noSpace = Code(value: .noSpace)
        /// The disk failed in another way.
        public static let inputOutput = Code(value: .inputOutput)
        /// The caller used it in the wrong order; nothing was written.
        public static let misused = Code(value: .misused)

        /// Whether the same call may succeed later without anybody changing the input.
        public var isRetriable: Bool {
            switch self.value {
            case .noSpace, .inputOutput: true
            case .badValue, .refused, .malformed, .damaged, .tooLarge, .misused: false
            }
        }

        /// The name of the case.
        public var description: String { self.value.rawValue }
    }

    /// What went wrong.
    public let code: Code
    /// A sentence for logs: names of files and fields, never content.
    public let message: String
    /// The file of the package it is about; empty = the package itself.
    public let path: String
    /// Where it was found, as `file:line`.
    public let location: String

    /// Makes an error.
    public init(code: Code, message: String, path: String = "", fileID: String = #fileID, line: Int = #line) {
        self.code = code
        self.message = message
        self.path = path
        self.location = "\(fileID):\(line)"
    }
}

extension ArchiveError: Equatable {
    /// Compares the code only.
    public static func == (lhs: ArchiveError, rhs: ArchiveError) -> Bool { lhs.code == rhs.code }
}

extension ArchiveError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The code alone; safe for strangers.
    public var description: String { "ArchiveError(\(self.code))" }

    /// Everything known.
    public var debugDescription: String {
        "ArchiveError(\(self.code)): \(self.message)\(self.path.isEmpty ? "" : " [\(self.path)]") at \(self.location)"
    }
}
