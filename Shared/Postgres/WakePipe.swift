import Foundation

/// A pipe to oneself: writing to it ends a `poll` on its other end.
final class WakePipe: Sendable {
    let readEnd: Int32
    private let writeEnd: Int32

    /// nil when the process has no file descriptors left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        self.readEnd = ends[0]
        self.writeEnd = ends[1]
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(self.readEnd)
        close(self.writeEnd)
    }

    func wake() {
        var byte: UInt8 = 1
        // A full pipe wakes as well, so the result does not matter.
        _ = write(self.writeEnd, &byte, 1)
    }

    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(self.readEnd, &bytes, bytes.count) > 0 {}
    }
}
