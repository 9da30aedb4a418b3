import DequeModule
import NIOCore

extension ConnectionHandler {
    /// How much to encode before handing it to the channel. Unit: bytes.
    private static var chunkBytes: Int { 262_144 }

    /// Encodes and writes all that may go now: settlements always, messages while there is room.
    func drain() {
        guard !self.isTerminated, !self.isReading, let context = self.context else { return }
        // A write may change the writability, which calls back here.
        guard !self.isDraining else {
            self.drainsAgain = true
            return
        }
        self.isDraining = true
        repeat {
            self.drainsAgain = false
            self.outbox.take(
                publishes: &self.publishes, unconfirmed: &self.unconfirmed, settlements: &self.settlements)
            self.encodeSettlements()
            self.encodeUnconfirmed(context)
            self.encodePublishes(context)
            self.flush()
            // Again while all went out, to see what has come in meanwhile.
        } while !self.isTerminated
            && (self.drainsAgain || context.channel.isWritable && self.tookAll && self.outbox.hasMore)
        self.isDraining = false
        self.closeWhenDone()
    }

    private var tookAll: Bool { self.publishes.isEmpty && self.unconfirmed.isEmpty }

    private func encodeSettlements() {
        guard !self.settlements.isEmpty else { return }
        for settlement in self.settlements where self.slots[settlement.channel]?.machine.isOpen == true {
            do throws(AMQPError) {
                try self.encoder.write(settlement.method, channel: settlement.channel, into: &self.outgoing)
            } catch {
                return self.terminate(error)
            }
        }
        self.settlements.removeAll(keepingCapacity: true)
    }

    private func encodeUnconfirmed(_ context: ChannelHandlerContext) {
        guard let slot = self.slots[ChannelSlot.unconfirmedID], slot.isReady, slot.isFlowing else { return }
        while !self.isTerminated, context.channel.isWritable, let message = self.unconfirmed.popFirst() {
            do throws(AMQPError) {
                try self.encoder.publish(message, channel: slot.id, into: &self.outgoing)
            } catch {
                // Names and sizes were checked when the caller handed it in; a header that does
                // not fit is the one thing left, and nobody waits to be told.
                continue
            }
            if self.outgoing.readableBytes >= Self.chunkBytes { self.flush() }
        }
    }

    private func encodePublishes(_ context: ChannelHandlerContext) {
        guard let slot = self.slots[ChannelSlot.confirmedID], slot.isReady, slot.isFlowing else { return }
        let window = self.configuration.maximumInFlight
        // A write that fails ends the connection, and with it this slot.
        while !self.isTerminated, slot.confirms.outstanding < window, slot.confirms.remembered < window * 16,
            context.channel.isWritable, let next = self.publishes.popFirst()
        {
            do throws(AMQPError) {
                try self.encoder.publish(next.message, channel: slot.id, into: &self.outgoing)
            } catch {
                next.completion.complete(error)
                continue
            }
            slot.confirms.append(
                next.completion, ticket: next.ticket, message: next.message.mandatory ? next.message : nil)
            if self.outgoing.readableBytes >= Self.chunkBytes { self.flush() }
        }
    }

    /// Gives up on the publishes of a ticket, wherever they are.
    func cancel(ticket: UInt64) {
        let error = AMQPError(code: .cancelled, message: "The publishing task was cancelled")
        for publish in self.outbox.remove(ticket: ticket) { publish.completion.complete(error) }
        for publish in self.publishes where publish.ticket == ticket { publish.completion.complete(error) }
        self.publishes.removeAll { $0.ticket == ticket }
        self.slots[ChannelSlot.confirmedID]?.confirms.cancel(ticket: ticket) { $0.complete(error) }
    }

    /// The broker is short of something: what is not on the wire yet fails now.
    func blocked(_ error: AMQPError) {
        self.outbox.refuse(error)
        self.failUnsent(error)
    }

    /// Fails all publishes that were not written.
    func failUnsent(_ error: AMQPError) {
        self.unconfirmed.removeAll()
        var publishes = self.publishes
        self.publishes = []
        for publish in publishes { publish.completion.complete(error) }
        publishes = []
        self.outbox.take(publishes: &publishes, unconfirmed: &self.unconfirmed, settlements: &self.settlements)
        for publish in publishes { publish.completion.complete(error) }
        self.unconfirmed.removeAll()
    }
}
