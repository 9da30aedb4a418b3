/// A blob store failed.
public struct BlobStoreError: Error {
    /// What went wrong.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value: String {
            case damaged, notFound, tooLarge, noSpace, inputOutput
        }

        private let value: Value

        /// Stored bytes differ from their reference in length or digest, or are no regular file.
        public static let damaged = Code(value: .damaged)
        /// Nothing is stored under this reference.
        public static let notFound = Code(value: .notFound)
        /// More bytes came than the limit allows.
        public static let tooLarge = Code(value: .tooLarge)
        /// The disk, the quota or the inodes are used up.
        public static let noSpace = Code(value: .noSpace)
        /// The disk or the directory failed in another way.
        public static let inputOutput = Code(value: .inputOutput)

        /// Whether the same call may succeed later without anybody changing the input.
        public var isRetriable: Bool {
            switch self.value {
            case .damaged, .notFound, .tooLarge: false
            case .noSpace, .inputOutput: true
            }
        }

        /// The name of the case.
        public var description: String { self.value.rawValue }
    }

    /// What went wrong.
    public let code: Code
    /// A sentence for logs; it holds digests and system error texts, never content.
    public let message: String
    /// The system's error number, when a system call failed.
    public let systemError: Int32?
    /// Where it was found, as `file:line`.
    public let location: String

    /// Makes an error.
    public init(
        code: Code, message: String, systemError: Int32? = nil, fileID: String = #fileID, line: Int = #line
    ) {
        self.code = code
        self.message = message
        self.systemError = systemError
        self.location = "\(fileID):\(line)"
    }
}

extension BlobStoreError: Equatable {
    /// Compares the code only.
    public static func == (lhs: BlobStoreError, rhs: BlobStoreError) -> Bool { lhs.code == rhs.code }
}

extension BlobStoreError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The code alone; safe for strangers.
    public var description: String { "BlobStoreError(\(self.code))" }

    /// Everything known.
    public var debugDescription: String {
        let number = self.systemError.map { ", errno \($0)" } ?? ""
        return "BlobStoreError(\(self.code)\(number)): \(self.message) at \(self.location)"
    }
}
