import Synchronization

/// Hands out slots, first come, first served.
final class SlotQueue: Sendable {
    private typealias Waiter = (id: Int, continuation: CheckedContinuation<WorkerSlot?, Never>)

    private struct State {
        var free: [WorkerSlot]
        var waiters: [Waiter] = []
        var cancelled: Set<Int> = []
        var nextID = 0
    }

    private let state: Mutex<State>

    init(_ slots: [WorkerSlot]) { self.state = Mutex(State(free: slots)) }

    /// Waits for a free slot; nil when the task is cancelled first.
    func take() async -> WorkerSlot? {
        let id = self.state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        defer { _ = self.state.withLock { $0.cancelled.remove(id) } }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let slot: WorkerSlot?? = self.state.withLock { state in
                    if state.cancelled.contains(id) { return .some(nil) }
                    if let slot = state.free.popLast() { return slot }
                    state.waiters.append((id, continuation))
                    return nil
                }
                if let slot { continuation.resume(returning: slot) }
            }
        } onCancel: {
            self.cancel(id)
        }
    }

    /// Gives a slot back.
    func giveBack(_ slot: WorkerSlot) {
        let waiter: Waiter? = self.state.withLock { state in
            guard state.waiters.isEmpty else { return state.waiters.removeFirst() }
            state.free.append(slot)
            return nil
        }
        waiter?.continuation.resume(returning: slot)
    }

    private func cancel(_ id: Int) {
        let waiter: Waiter? = self.state.withLock { state in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
                // Not waiting yet, or already served: remembered until the take returns.
                state.cancelled.insert(id)
                return nil
            }
            return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(returning: nil)
    }
}
