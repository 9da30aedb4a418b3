import GRPCAMQPTransport
import GRPCCore
import Synchronization

/// What an endurance run has seen; keeps a request only while its fate is open or wrong, so that it does not grow itself.
final class EnduranceLedger: Sendable {
    private struct State {
        var runs: [String: Int] = [:]
        var answered = 0
        var unsure = 0
        var notRun = 0
        var cuts = 0
        var faults: [String] = []
        var codes: [String: Int] = [:]
        var memory: [Double] = []
        /// Answered lately; the broker repeats soon or never.
        var late: Set<String> = []
        var earlier: Set<String> = []
        /// Requests that are said not to have run, or may run yet.
        var over: [String: Bool] = [:]
    }

    private let state = Mutex(State())

    /// A handler began.
    func ran(_ id: String) {
        self.state.withLock { state in
            state.runs[id, default: 0] += 1
            if state.runs[id] == 2 { state.faults.append("a request ran twice") }
            if state.late.contains(id) || state.earlier.contains(id) { state.faults.append("an answered request ran again") }
            if state.over[id] == false { state.faults.append("a request ran that was said not to have run") }
        }
    }

    /// A call had its answer.
    func answered(_ id: String, rightly: Bool) {
        self.state.withLock { state in
            state.answered += 1
            if !rightly { state.faults.append("an answer was that of another call") }
            if state.runs.removeValue(forKey: id) != 1 { state.faults.append("an answer without one run") }
            state.late.insert(id)
            if state.late.count >= 5_000 {
                state.earlier = state.late
                state.late = []
            }
        }
    }

    /// A call failed.
    func failed(_ id: String, _ error: RPCError) {
        self.state.withLock { state in
            state.codes["\(error.code)", default: 0] += 1
            let hasNotRun = error.metadata[stringValues: AMQPTransportMetadata.mayHaveRun].contains("false")
            if hasNotRun { state.notRun += 1 } else { state.unsure += 1 }
            if hasNotRun, state.runs[id] != nil { state.faults.append("a request had run that was said not to have") }
            state.over[id] = !hasNotRun
        }
    }

    /// Connections were cut.
    func cut() { self.state.withLock { $0.cuts += 1 } }

    /// The size of the process. Unit: MiB.
    func memory(megabytes: Double) { self.state.withLock { $0.memory.append(megabytes) } }

    /// The state of things, for people.
    var line: String {
        self.state.withLock { state in
            "calls: \(state.answered) answered, \(state.notRun) not run, \(state.unsure) unsure \(state.codes); "
                + "\(state.cuts) cuts; \(state.memory.last.map { Int($0) } ?? 0) MiB; \(state.faults.count) faults"
        }
    }

    /// Everything that must not have happened.
    func faults() -> [String] {
        self.state.withLock { state in
            var faults = Set(state.faults)
            // The first quarter warms up; what is kept of failed calls is some hundred bytes for each.
            let warm = state.memory.dropFirst(state.memory.count / 4)
            if let first = warm.first, let last = warm.last, last > first * 1.2 + 8 { faults.insert("the memory grew from \(Int(first)) to \(Int(last)) MiB") }
            if state.answered == 0 { faults.insert("no call was answered") }
            return faults.sorted()
        }
    }
}
