import DequeModule

/// Which publishes of a channel the broker has not answered yet, by delivery tag.
///
/// Pure: knows nothing of sockets or tasks. Messages of one publication that follow each other are one run, so a confirm
/// of hundreds costs hardly more than a confirm of one.
struct ConfirmTracker {
    private struct Run {
        let publication: Publication
        var firstIndex: Int
        var firstTag: UInt64
        var count: Int
    }

    private enum Mark: UInt8 {
        /// Neither the broker has answered nor has the caller been told.
        case open
        /// The caller has been told (returned, cancelled); the broker still owes its answer.
        case told
        /// The broker has answered, but not for an earlier one.
        case settled
    }

    /// How many publishes wait for the broker's answer.
    private(set) var outstanding = 0

    /// How many tags are remembered; more than ``outstanding`` while an early one is late.
    var remembered: Int { self.marks.count }

    private var runs: Deque<Run> = []
    private var marks: Deque<Mark> = []
    // How many marks are not open; zero almost always, and then nobody has to look at them.
    private var unusual = 0
    // The tag of the first mark; the broker counts from 1.
    private var firstTag: UInt64 = 1

    /// Remembers the next publishes: so many messages of a publication from an index.
    mutating func append(_ publication: Publication, from index: Int, count: Int) {
        guard count > 0 else { return }
        let tag = self.firstTag + UInt64(self.marks.count)
        if let last = self.runs.last, last.publication === publication, last.firstIndex + last.count == index {
            self.runs[self.runs.count - 1].count += count
        } else {
            self.runs.append(Run(publication: publication, firstIndex: index, firstTag: tag, count: count))
        }
        self.marks.append(contentsOf: repeatElement(.open, count: count))
        self.outstanding += count
    }

    /// Settles one tag, or all up to it.
    ///
    /// - Throws: ``AMQPError/Code/protocolViolation`` for a tag that was never used. Nothing is settled.
    mutating func settle(tag: UInt64, multiple: Bool, _ error: AMQPError? = nil) throws(AMQPError) {
        let endTag = self.firstTag + UInt64(self.marks.count)
        guard tag < endTag, tag > 0 || multiple else {
            throw AMQPError(code: .protocolViolation, message: "The broker confirmed \(tag), which was never published")
        }
        if multiple || tag == self.firstTag {
            // Zero means everything so far.
            self.settlePrefix(to: tag == 0 ? endTag - 1 : tag, error)
        } else if tag > self.firstTag {
            self.settleOne(tag, error)
        }
        while self.marks.first == .settled { self.drop(1) }
    }

    private mutating func settlePrefix(to last: UInt64, _ error: AMQPError?) {
        while self.firstTag <= last, let run = self.runs.first {
            let count = Int(min(UInt64(run.count), last - self.firstTag + 1))
            if self.unusual == 0 {
                self.outstanding -= count
                self.drop(count)
                run.publication.resolve(run.firstIndex..<run.firstIndex + count, error)
            } else {
                let mark = self.marks[0]
                if mark != .settled { self.outstanding -= 1 }
                self.drop(1)
                if mark == .open { run.publication.resolve(run.firstIndex..<run.firstIndex + 1, error) }
            }
        }
    }

    private mutating func settleOne(_ tag: UInt64, _ error: AMQPError?) {
        let offset = Int(tag - self.firstTag)
        let mark = self.marks[offset]
        guard mark != .settled else { return }
        self.outstanding -= 1
        self.marks[offset] = .settled
        guard mark == .open else { return }
        self.unusual += 1
        let run = self.runs[self.indexOfRun(with: tag)]
        let index = run.firstIndex + Int(tag - run.firstTag)
        run.publication.resolve(index..<index + 1, error)
    }

    /// Forgets the first tags, which must belong to the first run.
    private mutating func drop(_ count: Int) {
        if self.unusual > 0 { self.unusual -= self.marks.prefix(count).count { $0 != .open } }
        self.marks.removeFirst(count)
        self.firstTag += UInt64(count)
        guard let run = self.runs.first else { return }
        if run.count == count {
            self.runs.removeFirst()
        } else {
            self.runs[0].firstIndex += count
            self.runs[0].firstTag += UInt64(count)
            self.runs[0].count -= count
        }
    }

    private func indexOfRun(with tag: UInt64) -> Int {
        var low = 0, high = self.runs.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if self.runs[middle].firstTag <= tag { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Finds the mandatory message that came back and tells who waits for it.
    ///
    /// A return carries no tag. Returns come in the order of publishing, so it is the oldest one
    /// that looks the same; two that look the same in everything are the same to everyone.
    ///
    /// - Returns: Whether one was found.
    mutating func returned(_ message: AMQPReturn, _ error: AMQPError) -> Bool {
        for run in self.runs {
            for number in 0..<run.count {
                let offset = Int(run.firstTag - self.firstTag) + number
                guard self.marks[offset] == .open,
                    Self.isSame(run.publication.messages[run.firstIndex + number], message)
                else { continue }
                // The tag stays until the broker confirms it too, as it does for a returned message.
                self.tell(run, number, error)
                return true
            }
        }
        return false
    }

    private static func isSame(_ sent: AMQPMessage, _ message: AMQPReturn) -> Bool {
        sent.mandatory && sent.routingKey == message.routingKey && sent.exchange == message.exchange
            && sent.properties.messageID == message.properties.messageID
            && sent.properties.correlationID == message.properties.correlationID
            && sent.properties.type == message.properties.type
            && sent.body == message.body
    }

    /// Tells who waits for a publication that has been given up; the tags stay until the broker answers.
    mutating func cancel(_ publication: Publication, _ error: AMQPError) {
        for run in self.runs where run.publication === publication {
            for number in 0..<run.count where self.marks[Int(run.firstTag - self.firstTag) + number] == .open {
                self.tell(run, number, error)
            }
        }
    }

    private mutating func tell(_ run: Run, _ number: Int, _ error: AMQPError) {
        self.marks[Int(run.firstTag - self.firstTag) + number] = .told
        self.unusual += 1
        run.publication.resolve(run.firstIndex + number..<run.firstIndex + number + 1, error)
    }

    /// Forgets everything, tells all that waited, and counts from 1 again.
    mutating func reset(_ error: AMQPError) {
        let (runs, marks, firstTag) = (self.runs, self.marks, self.firstTag)
        self = ConfirmTracker()
        for run in runs {
            for number in 0..<run.count where marks[Int(run.firstTag - firstTag) + number] == .open {
                run.publication.resolve(run.firstIndex + number..<run.firstIndex + number + 1, error)
            }
        }
    }
}
