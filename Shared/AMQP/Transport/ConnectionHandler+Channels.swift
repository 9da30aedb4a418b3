import NIOCore

extension ConnectionHandler {
    /// Opens the channels every connection has; ready when the broker has answered for all.
    func openStandingChannels() {
        let roles: [(UInt16, ChannelSlot.Role)] = [
            (ChannelSlot.controlID, .control), (ChannelSlot.confirmedID, .confirmed),
            (ChannelSlot.unconfirmedID, .unconfirmed),
        ]
        for (id, role) in roles {
            let slot = ChannelSlot(id: id, role: role, maximumBodyBytes: self.configuration.maximumBodyBytes)
            self.slots[id] = slot
            self.openStandingChannel(slot)
        }
    }

    /// Opens a standing channel, the first time and after the broker closed it.
    func openStandingChannel(_ slot: ChannelSlot) {
        slot.isReady = false
        slot.isFlowing = true
        var methods: [OutgoingMethod] = [.channelOpen]
        if case .confirmed = slot.role { methods.append(.confirmSelect) }
        self.request(methods, on: slot)
    }

    /// Sends requests whose answers only the handler looks at.
    private func request(_ methods: [OutgoingMethod], on slot: ChannelSlot) {
        guard let eventLoop = self.context?.eventLoop else { return }
        for method in methods {
            self.request(method, on: slot, promise: eventLoop.makePromise())
        }
    }

    /// Sends a request; the promise gets the answer.
    func request(_ method: OutgoingMethod, on slot: ChannelSlot, promise: EventLoopPromise<IncomingMethod>) {
        guard !self.isTerminated, slot.machine.request(method, token: promise) else {
            promise.fail(AMQPError(code: .notConnected, message: "The channel is not open"))
            return
        }
        do throws(AMQPError) {
            try self.encoder.write(method, channel: slot.id, into: &self.outgoing)
            self.flush()
        } catch {
            // The arguments are the caller's fault; the request was noted but never sent.
            slot.machine.withdrawLast()
            promise.fail(error)
        }
    }

    /// Sends requests on the control channel.
    func control(_ methods: [OutgoingMethod], promises: [EventLoopPromise<IncomingMethod>]) {
        guard let slot = self.slots[ChannelSlot.controlID] else {
            for promise in promises {
                promise.fail(AMQPError(code: .notConnected, message: "The connection is not open"))
            }
            return
        }
        for (method, promise) in zip(methods, promises) {
            self.request(method, on: slot, promise: promise)
        }
    }

    /// Looks at answers the handler itself waits for.
    func answered(_ method: IncomingMethod, on slot: ChannelSlot) {
        switch (slot.role, method) {
        case (.confirmed, .ok(MethodID.confirmSelectOk)), (.unconfirmed, .ok(MethodID.channelOpenOk)),
            (.control, .ok(MethodID.channelOpenOk)):
            slot.isReady = true
            let standing = [ChannelSlot.controlID, ChannelSlot.confirmedID, ChannelSlot.unconfirmedID]
            if standing.allSatisfy({ self.slots[$0]?.isReady == true }) { self.ready.succeed() }
        case (.consumer, .consumeOk):
            slot.isSubscribed = true
        default:
            break
        }
    }

    /// Opens a channel of its own for a consumer and subscribes.
    func subscribe(_ consumer: AMQPConsumer, connection: AMQPConnection, promise: EventLoopPromise<IncomingMethod>) {
        guard !self.isTerminated, self.machine.isOpen, let id = self.freeConsumerID() else {
            promise.fail(AMQPError(code: .notConnected, message: "No connection or no free channel for a consumer"))
            return
        }
        let slot = ChannelSlot(
            id: id, role: .consumer(consumer), maximumBodyBytes: self.configuration.maximumBodyBytes)
        self.slots[id] = slot
        consumer.attach(to: connection, channel: id)
        let subscription = consumer.subscription
        self.request([.channelOpen, .qos(prefetch: subscription.prefetch)], on: slot)
        self.request(
            .consume(
                queue: subscription.queue, consumerTag: subscription.consumerTag,
                settlesItself: subscription.settlesItself, exclusive: subscription.exclusive, arguments: subscription.arguments),
            on: slot, promise: promise)
    }

    /// Asks the broker to end a consumer.
    func cancelConsumer(on channel: UInt16, tag: String, promise: EventLoopPromise<IncomingMethod>) {
        guard let slot = self.slots[channel] else {
            promise.fail(AMQPError(code: .notConnected, message: "The channel is not open"))
            return
        }
        self.request(.cancel(consumerTag: tag), on: slot, promise: promise)
    }

    /// Closes a channel that nobody needs any more, after the settlements before it.
    func closeChannel(_ id: UInt16) {
        self.drain()
        guard let slot = self.slots[id], let method = slot.machine.close() else { return }
        self.send([method], channel: id)
    }

    private func freeConsumerID() -> UInt16? {
        let first = ChannelSlot.unconfirmedID + 1
        let last = max(first, self.machine.tuning.channelMax == 0 ? 2_047 : self.machine.tuning.channelMax)
        for _ in first...last {
            let id = self.nextConsumerID
            self.nextConsumerID = id >= last ? first : id + 1
            if self.slots[id] == nil { return id }
        }
        return nil
    }
}
