import AMQP

/// Calls that wait while the broker is short of disk or memory.
extension ClientCore {
    /// Ends the calls that are open when the broker has taken no messages for a while.
    ///
    /// Services cannot publish either then, so nobody would hear of the reply, and the alarm may last for hours. What begins
    /// meanwhile is refused when it is published. A broker tells only those who publish: what ``watchSilence(patience:)`` asks
    /// makes it tell a client that only waits.
    ///
    /// - Parameter patience: How long an alarm may last; one of memory is often over in a moment.
    func watchAlarm(patience: Duration) async throws {
        for await state in self.bus.publisher.states {
            guard case .blocked(let reason) = state else { continue }
            try await Task.sleep(for: patience)
            guard self.bus.publisher.currentState == state else { continue }
            for call in self.openCalls { call.giveUpBroker(reason) }
        }
    }
}
