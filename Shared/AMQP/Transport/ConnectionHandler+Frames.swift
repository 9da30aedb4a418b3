import NIOCore

extension ConnectionHandler {
    /// Takes one frame from the broker.
    func receive(_ frame: Frame) throws(AMQPError) {
        if frame.kind == .heartbeat { return }
        if frame.channel == 0 {
            guard frame.kind == .method else {
                throw AMQPError(code: .protocolViolation, message: "Content on channel 0")
            }
            return self.perform(self.machine.receive(try self.decoder.method(frame.payload)))
        }
        guard let slot = self.slots[frame.channel] else {
            throw AMQPError(code: .protocolViolation, message: "A frame on channel \(frame.channel), which is not open")
        }
        switch frame.kind {
        case .method:
            try self.perform(slot.machine.receive(try self.decoder.method(frame.payload)), on: slot)
        case .header:
            let header = try self.decoder.header(frame.payload)
            try self.perform(
                slot.machine.header(bodyBytes: header.bodyBytes, properties: header.properties), on: slot)
        case .body:
            try self.perform(slot.machine.body(frame.payload), on: slot)
        case .heartbeat:
            break
        }
    }

    /// Performs what a channel's rules ask for.
    private func perform(
        _ action: ChannelMachine<EventLoopPromise<IncomingMethod>>.Action, on slot: ChannelSlot
    ) throws(AMQPError) {
        switch action {
        case .none:
            break
        case .send(let method):
            self.send([method], channel: slot.id)
        case .reply(let promise, let method):
            self.answered(method, on: slot)
            promise.succeed(method)
        case .deliver(var delivery):
            guard case .consumer = slot.role else {
                throw AMQPError(code: .protocolViolation, message: "A delivery without a consumer")
            }
            delivery.epoch = self.epoch
            if slot.batch.isEmpty { self.touched.append(slot) }
            slot.batch.append(delivery)
        case .returned(let message):
            self.returned(message, on: slot)
        case .confirmed(let tag, let multiple, let positive):
            let error = positive ? nil : AMQPError(code: .nacked, message: "The broker refused the message")
            try slot.confirms.settle(tag: tag, multiple: multiple, error)
        case .flow(let active, let method):
            slot.isFlowing = active
            self.send([method], channel: slot.id)
        case .consumerCancelled:
            self.consumerCancelled(on: slot)
        case .closed(let error, let method, let promises):
            self.closedByBroker(error, answer: method, promises: promises, on: slot)
        case .closeConfirmed(let promises):
            self.slots[slot.id] = nil
            for promise in promises { promise.fail(AMQPError(code: .cancelled, message: "The channel was closed")) }
        }
    }

    /// Gives each consumer the deliveries of this read at once.
    ///
    /// - Returns: Whether there were any.
    @discardableResult
    func handOverDeliveries() -> Bool {
        guard !self.touched.isEmpty else { return false }
        let touched = self.touched
        self.touched.removeAll(keepingCapacity: true)
        for slot in touched {
            guard case .consumer(let consumer) = slot.role else { continue }
            let isInOrder = consumer.receive(slot.batch, epoch: self.epoch)
            slot.batch.removeAll(keepingCapacity: true)
            if !isInOrder {
                self.perform(
                    self.machine.fail(
                        AMQPError(code: .protocolViolation, message: "The broker's delivery tags are not in order")))
            }
        }
        return true
    }

    private func returned(_ message: AMQPReturn, on slot: ChannelSlot) {
        let error = AMQPError(returned: message)
        let isKnown = slot.confirms.returned(message, error)
        if !isKnown { self.configuration.onUnmatchedReturn?(message) }
    }

    private func consumerCancelled(on slot: ChannelSlot) {
        guard case .consumer(let consumer) = slot.role else { return }
        self.handOverDeliveries()
        consumer.endedByBroker(
            AMQPError(code: .consumerCancelled, message: "The broker cancelled the consumer"), epoch: self.epoch)
    }

    private func closedByBroker(
        _ error: AMQPError, answer: OutgoingMethod, promises: [EventLoopPromise<IncomingMethod>], on slot: ChannelSlot
    ) {
        self.send([answer], channel: slot.id)
        for promise in promises { promise.fail(error) }
        slot.confirms.reset(error)
        switch slot.role {
        case .consumer(let consumer):
            self.handOverDeliveries()
            self.slots[slot.id] = nil
            consumer.channelClosed(error, epoch: self.epoch, wasSubscribed: slot.isSubscribed)
        case .control, .confirmed, .unconfirmed:
            self.openStandingChannel(slot)
        }
    }
}
