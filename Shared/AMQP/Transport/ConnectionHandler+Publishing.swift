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
        while !self.isTerminated, context.channel.isWritable, let pending = self.publishes.first {
            let room = min(window - slot.confirms.outstanding, window * 16 - slot.confirms.remembered)
            guard room > 0 else { return }
            let publication = pending.publication
            let (count, failure) = self.encoder.publish(
                publication.messages, in: pending.rest.prefix(room), channel: slot.id, until: Self.chunkBytes,
                into: &self.outgoing)
            // Noted before the write: the broker may answer, and a write may call back, at any time after.
            slot.confirms.append(publication, from: pending.next, count: count)
            let taken = failure == nil ? count : count + 1
            if taken == pending.rest.count {
                self.publishes.removeFirst()
            } else {
                self.publishes[0].next += taken
            }
            if let failure { publication.resolve(pending.next + count..<pending.next + taken, failure) }
            if self.outgoing.readableBytes >= Self.chunkBytes { self.flush() }
        }
    }

    /// Gives up on a publication, wherever its messages are.
    func cancel(_ publication: Publication) {
        let error = AMQPError(code: .cancelled, message: "The publishing task was cancelled")
        if self.outbox.remove(publication) { return publication.resolve(publication.indices, error) }
        if let index = self.publishes.firstIndex(where: { $0.publication === publication }) {
            let pending = self.publishes.remove(at: index)
            publication.resolve(pending.rest, error)
        }
        self.slots[ChannelSlot.confirmedID]?.confirms.cancel(publication, error)
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
        for pending in publishes { pending.publication.resolve(pending.rest, error) }
        publishes = []
        self.outbox.take(publishes: &publishes, unconfirmed: &self.unconfirmed, settlements: &self.settlements)
        for pending in publishes { pending.publication.resolve(pending.rest, error) }
        self.unconfirmed.removeAll()
    }
}
