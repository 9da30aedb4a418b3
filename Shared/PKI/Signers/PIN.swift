import Glibc
import Synchronization

/// A PIN in memory: never printed, wiped when the last owner lets go of it.
public final class PIN: Sendable {
    /// Wiped in `deinit`; only this class touches it.
    private let bytes: Mutex<[UInt8]>

    /// Takes a PIN as typed. At most 64 bytes are kept, which no token exceeds.
    public init(_ text: String) {
        self.bytes = Mutex(Array(text.utf8.prefix(64)))
    }

    deinit {
        self.bytes.withLock { Self.wipe(&$0) }
    }

    /// Shows a copy of the bytes to one call and wipes it. Do not let the pointer escape the closure.
    func withBytes<R>(_ body: (UnsafeMutableBufferPointer<UInt8>) -> R) -> R {
        var copy = self.bytes.withLock { Array($0) }
        defer { Self.wipe(&copy) }
        return copy.withUnsafeMutableBufferPointer { body($0) }
    }

    private static func wipe(_ bytes: inout [UInt8]) {
        bytes.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            explicit_bzero(start, buffer.count)
        }
    }

    /// Whether both are the same.
    func isSame(as other: PIN) -> Bool {
        self === other || self.bytes.withLock { Array($0) } == other.bytes.withLock { Array($0) }
    }

    /// The text for a remote service's request.
    var text: String { self.bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}

extension PIN: CustomStringConvertible, CustomDebugStringConvertible {
    /// `<secret>`.
    public var description: String { "<secret>" }
    /// `<secret>`.
    public var debugDescription: String { "<secret>" }
}
