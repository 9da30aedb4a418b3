import Foundation
import Synchronization

/// Standard output, one whole line at a time.
public enum StandardOutput {
    private static let lock = Mutex(())

    /// Writes a line without letting another line in between.
    @Sendable public static func write(_ line: String) {
        self.lock.withLock { _ in FileHandle.standardOutput.write(Data(line.utf8)) }
    }
}
