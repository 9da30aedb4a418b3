import Glibc
import Synchronization

/// A claimed file; its lock is held until it is given back or the process ends.
final class ClaimedScan: Sendable {
    /// Its name as the scanner wrote it.
    let name: String
    /// Where it is now.
    let path: String
    private let file: Mutex<Int32?>

    init(name: String, path: String, file: Int32) {
        self.name = name
        self.path = path
        self.file = Mutex(file)
    }

    deinit { self.release() }

    /// Gives the lock back.
    func release() {
        self.file.withLock { file in
            if let number = file { close(number) }
            file = nil
        }
    }
}
