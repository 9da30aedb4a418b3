/// A failure of recognition itself, as opposed to a scan that is refused.
///
/// Two errors are equal when their codes are equal.
public struct OCRError: Error, Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// What went wrong, for programs.
    public struct Code: Hashable, Sendable {
        private enum Base: String { case workerCrashed, timedOut, damagedMessage, engineUnavailable, startFailed, unreadableFile, shutDown, cancelled }

        private let base: Base

        /// The worker process ended in the middle of a page, twice.
        public static let workerCrashed = Self(base: .workerCrashed)
        /// A page took longer than its limit, twice.
        public static let timedOut = Self(base: .timedOut)
        /// A message between service and worker was not understood.
        public static let damagedMessage = Self(base: .damagedMessage)
        /// The worker runs, but its recognition engine or language model could not be loaded.
        public static let engineUnavailable = Self(base: .engineUnavailable)
        /// The worker program could not be started.
        public static let startFailed = Self(base: .startFailed)
        /// The worker could not open or read the file it was given.
        public static let unreadableFile = Self(base: .unreadableFile)
        /// The pool is shut down.
        public static let shutDown = Self(base: .shutDown)
        /// The caller gave up; the worker was ended.
        public static let cancelled = Self(base: .cancelled)

        /// Whether trying again later can help.
        public var isRetriable: Bool {
            switch self.base {
            case .workerCrashed, .timedOut, .damagedMessage: false
            case .engineUnavailable, .startFailed, .unreadableFile, .shutDown, .cancelled: true
            }
        }

        /// The code as written in logs.
        public var name: String { self.base.rawValue }
    }

    /// What went wrong, for programs.
    public let code: Code
    /// What went wrong, for operators; holds no content of the paper.
    public let message: String
    /// Where it was found.
    public let location: String

    init(_ code: Code, _ message: String, file: StaticString = #fileID, line: Int = #line) {
        self.code = code
        self.message = message
        self.location = "\(file):\(line)"
    }

    /// Whether both errors have the same code.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code only.
    public func hash(into hasher: inout Hasher) { hasher.combine(self.code) }

    /// Code and message, safe for strangers.
    public var description: String { "OCRError(\(self.code.name)): \(self.message)" }

    /// Everything known about the error.
    public var debugDescription: String { "\(self.description) at \(self.location)" }
}
