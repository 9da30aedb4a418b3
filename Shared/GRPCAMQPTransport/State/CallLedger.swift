import DequeModule

/// What a server process knows of the calls it runs, has run, and must not run.
///
/// Holds the rule for requests the broker delivers again: a request runs twice only when it says, or its method
/// is declared, that this does no harm.
struct CallLedger<Call: Sendable>: Sendable {
    /// What to do with a request.
    enum Admission {
        case run
        /// It runs here already and the broker lost its first delivery: acknowledge this one instead.
        case runningHere(Call)
        /// It was answered here and the broker has not heard: acknowledge, do nothing.
        case answered
        /// The client cancelled it before it came.
        case cancelled
        /// It may have run elsewhere, or here without its answer getting out.
        case refuse
    }

    private let memory: Int
    private var running: [CallKey: Call] = [:]
    private var answered: Set<CallKey> = []
    private var answeredOrder: Deque<CallKey> = []
    private var cancelled: Set<CallKey> = []
    private var cancelledOrder: Deque<CallKey> = []

    /// Makes a ledger that remembers so many answered and so many cancelled calls.
    init(memory: Int) {
        self.memory = memory
    }

    var runningCalls: [Call] { Array(self.running.values) }

    /// Judges a request before anything is done for it; nothing is recorded.
    ///
    /// - Parameter mayRunAgain: It is idempotent and its request and response are one frame each.
    func judge(_ key: CallKey, redelivered: Bool, mayRunAgain: Bool) -> Admission {
        if let call = self.running[key] { return .runningHere(call) }
        if self.answered.contains(key) { return .answered }
        if self.cancelled.contains(key) { return .cancelled }
        return redelivered && !mayRunAgain ? .refuse : .run
    }

    mutating func begin(_ key: CallKey, _ call: Call) {
        self.running[key] = call
    }

    /// A call is over; `answered` when its reply is with the broker or nobody wants it.
    mutating func end(_ key: CallKey, answered: Bool) {
        self.running[key] = nil
        if answered { Self.remember(key, in: &self.answered, order: &self.answeredOrder, memory: self.memory) }
    }

    /// The running call of a key.
    func call(_ key: CallKey) -> Call? { self.running[key] }

    /// The client cancelled; a call that is not here may still come.
    mutating func noteCancelled(_ key: CallKey) {
        guard self.running[key] == nil, !self.answered.contains(key) else { return }
        Self.remember(key, in: &self.cancelled, order: &self.cancelledOrder, memory: self.memory)
    }

    private static func remember(
        _ key: CallKey, in set: inout Set<CallKey>, order: inout Deque<CallKey>, memory: Int
    ) {
        guard set.insert(key).inserted else { return }
        order.append(key)
        if order.count > memory, let oldest = order.popFirst() { set.remove(oldest) }
    }
}
