import Foundation

/// What a process has used so far, added up over its threads; read from `/proc`.
///
/// Counts instead of times: how often a process is woken does not depend on what else the machine does.
struct ProcessCost {
    /// Time on a processor. Unit: microseconds.
    let microseconds: Double
    /// How often a thread went to sleep and was woken again.
    let wakeUps: Double

    /// Reads the figures of a process that runs.
    ///
    /// - Throws: ``BenchFailure`` when it does not run or `/proc` is not as expected.
    init(of process: Int32) throws {
        var nanoseconds = 0.0, wakeUps = 0.0
        for thread in try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task") {
            let folder = "/proc/\(process)/task/\(thread)"
            // A thread may end between the two looks.
            guard let schedule = FileManager.default.contents(atPath: "\(folder)/schedstat"),
                let status = FileManager.default.contents(atPath: "\(folder)/status")
            else { continue }
            let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
            guard let time = String(decoding: schedule, as: UTF8.self).split(separator: " ").first.flatMap({ Double($0) }),
                let count = line?.split(whereSeparator: \.isWhitespace).last.flatMap({ Double($0) })
            else { throw BenchFailure(what: "/proc of process \(process) cannot be read") }
            nanoseconds += time
            wakeUps += count
        }
        self.microseconds = nanoseconds / 1_000
        self.wakeUps = wakeUps
    }

    private init(microseconds: Double, wakeUps: Double) {
        self.microseconds = microseconds
        self.wakeUps = wakeUps
    }

    /// What was used since an earlier look, for each of so many operations.
    func each(of count: Int, since earlier: ProcessCost) -> ProcessCost {
        ProcessCost(
            microseconds: (self.microseconds - earlier.microseconds) / Double(count),
            wakeUps: (self.wakeUps - earlier.wakeUps) / Double(count))
    }
}
