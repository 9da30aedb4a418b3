import NIOCore

extension ConnectionHandler {
    /// Starts to tick when the interval is agreed.
    func startHeartbeat(seconds: UInt16) {
        guard let context = self.context, let monitor = HeartbeatMonitor(seconds: seconds, now: .now()) else { return }
        self.heartbeat = monitor
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        self.heartbeatTask = context.eventLoop.scheduleRepeatedTask(
            initialDelay: monitor.period, delay: monitor.period
        ) { _ in
            bound.value.heartbeatTick()
        }
    }

    private func heartbeatTick() {
        switch self.heartbeat?.tick(now: .now()) {
        case .send:
            Encoder.writeHeartbeat(into: &self.outgoing)
            self.flush()
        case .lost:
            self.perform(
                self.machine.fail(
                    AMQPError(code: .heartbeatMissed, message: "Nothing was heard from the broker for two heartbeats")))
        case .none?, nil:
            break
        }
    }

    /// Says goodbye: takes no more publishes, waits for outstanding confirms, closes.
    func beginClose() {
        guard !self.isTerminated, !self.isClosing, let context = self.context else { return }
        self.isClosing = true
        self.outbox.refuse(AMQPError(code: .shutDown, message: "The client is shutting down"))
        context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(self.configuration.closeTimeout)) {
            self.terminate(AMQPError(code: .timedOut, message: "The broker did not say goodbye in time"))
        }
        self.drain()
    }

    /// Sends the goodbye once nothing is outstanding.
    func closeWhenDone() {
        guard self.isClosing, !self.isTerminated else { return }
        let outstanding = self.slots[ChannelSlot.confirmedID]?.confirms.outstanding ?? 0
        guard outstanding == 0, self.publishes.isEmpty, self.unconfirmed.isEmpty else { return }
        self.perform(self.machine.close())
    }

    /// The connect timeout has passed.
    func handshakeTimedOut() {
        self.terminate(AMQPError(code: .timedOut, message: "The broker did not finish the handshake in time"))
    }

    /// Ends everything, once: fails what waits, tells the consumers, drops the transport.
    ///
    /// - Parameter error: Why; `nil` after a goodbye.
    func terminate(_ error: AMQPError?) {
        guard !self.isTerminated else { return }
        self.isTerminated = true
        self.heartbeatTask?.cancel()
        let reason = error ?? AMQPError(code: .shutDown, message: "The connection was closed")
        let unsent = AMQPError(code: error == nil ? .shutDown : .notConnected, message: "Nothing was sent", cause: error)
        self.outbox.end(unsent)
        // What was written may have been taken: all that is known is that the connection is lost.
        let unknown =
            reason.code == .shutDown || reason.code == .connectionLost
            ? reason
            : AMQPError(
                code: .connectionLost, message: "The connection ended: \(reason.message)",
                replyCode: reason.replyCode, cause: reason)
        let slots = self.slots.values
        self.slots = [:]
        self.touched = []
        // The consumers first: who is told of a lost publish then finds their deliveries stale too.
        for slot in slots {
            if case .consumer(let consumer) = slot.role { consumer.connectionLost(epoch: self.epoch) }
        }
        self.failUnsent(unsent)
        for slot in slots {
            slot.confirms.reset(unknown)
            for promise in slot.machine.reset() { promise.fail(reason) }
        }
        self.ready.fail(reason)
        self.closed.succeed(error)
        self.context?.close(promise: nil)
    }
}
