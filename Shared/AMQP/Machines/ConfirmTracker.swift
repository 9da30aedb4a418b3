import DequeModule

/// Which publishes of a channel the broker has not answered yet, by delivery tag.
///
/// Pure: knows nothing of sockets or tasks. `Completion` is whatever waits for the answer.
struct ConfirmTracker<Completion> {
    private struct Entry {
        var completion: Completion?
        let ticket: UInt64
        let message: AMQPMessage?
        var settled = false

        /// Returns whether it was open until now.
        mutating func settle(_ complete: (Completion) -> Void) -> Bool {
            guard !self.settled else { return false }
            self.settled = true
            if let completion = self.completion.take() { complete(completion) }
            return true
        }
    }

    /// How many publishes wait for an answer.
    private(set) var outstanding = 0

    /// How many tags are remembered; more than ``outstanding`` while an early one is late.
    var remembered: Int { self.entries.count }

    private var entries: Deque<Entry> = []
    // The tag of the first entry; the broker counts from 1.
    private var firstTag: UInt64 = 1

    /// Remembers the next publish.
    ///
    /// - Parameters:
    ///   - completion: What waits for the answer.
    ///   - ticket: A number to cancel it by.
    ///   - message: The message if it is mandatory, to recognise it when it comes back.
    mutating func append(_ completion: Completion, ticket: UInt64, message: AMQPMessage?) {
        self.entries.append(Entry(completion: completion, ticket: ticket, message: message))
        self.outstanding += 1
    }

    /// Settles one tag, or all up to it, and hands over what waited.
    ///
    /// - Throws: ``AMQPError/Code/protocolViolation`` for a tag that was never used. Nothing is settled.
    mutating func settle(tag: UInt64, multiple: Bool, _ complete: (Completion) -> Void) throws(AMQPError) {
        let endTag = self.firstTag + UInt64(self.entries.count)
        guard tag < endTag, tag > 0 || multiple else {
            throw AMQPError(code: .protocolViolation, message: "The broker confirmed \(tag), which was never published")
        }
        if multiple {
            // Zero means everything so far.
            let last = tag == 0 ? endTag - 1 : tag
            while self.firstTag <= last, var entry = self.entries.popFirst() {
                self.firstTag += 1
                if entry.settle(complete) { self.outstanding -= 1 }
            }
        } else if tag >= self.firstTag {
            if self.entries[Int(tag - self.firstTag)].settle(complete) { self.outstanding -= 1 }
        }
        while self.entries.first?.settled == true {
            self.entries.removeFirst()
            self.firstTag += 1
        }
    }

    /// Finds the mandatory message that came back and hands over what waited for it.
    ///
    /// A return carries no tag. Returns come in the order of publishing, so it is the oldest one
    /// that looks the same; two that look the same in everything are the same to everyone.
    ///
    /// - Returns: Whether one was found.
    mutating func returned(_ message: AMQPReturn, _ complete: (Completion) -> Void) -> Bool {
        let index = self.entries.firstIndex { entry in
            guard entry.completion != nil, let sent = entry.message else { return false }
            return sent.routingKey == message.routingKey && sent.exchange == message.exchange
                && sent.properties.messageID == message.properties.messageID
                && sent.properties.correlationID == message.properties.correlationID
                && sent.properties.type == message.properties.type
                && sent.body == message.body
        }
        guard let index, let completion = self.entries[index].completion else { return false }
        // The tag stays until the broker confirms it too, as it does for a returned message.
        self.entries[index].completion = nil
        complete(completion)
        return true
    }

    /// Hands over all that waits under a ticket; the tags stay until the broker answers.
    mutating func cancel(ticket: UInt64, _ complete: (Completion) -> Void) {
        for index in self.entries.indices where self.entries[index].ticket == ticket {
            if let completion = self.entries[index].completion.take() { complete(completion) }
        }
    }

    /// Forgets everything, hands over all that waited, and counts from 1 again.
    mutating func reset(_ complete: (Completion) -> Void) {
        let entries = self.entries
        self.entries = []
        self.firstTag = 1
        self.outstanding = 0
        for entry in entries {
            if let completion = entry.completion { complete(completion) }
        }
    }
}
