/// Exchanges, queues and bindings a client needs; declared in this order.
///
/// Declaring is idempotent: what exists with the same arguments stays, what exists with others is
/// ``AMQPError/Code/channelClosed`` with reply code 406.
public struct AMQPTopology: Hashable, Sendable {
    /// The exchanges.
    public var exchanges: [Exchange]
    /// The queues.
    public var queues: [Queue]
    /// The bindings.
    public var bindings: [Binding]

    /// Makes a topology.
    public init(exchanges: [Exchange] = [], queues: [Queue] = [], bindings: [Binding] = []) {
        self.exchanges = exchanges
        self.queues = queues
        self.bindings = bindings
    }

    /// Whether nothing is declared.
    public var isEmpty: Bool { self.exchanges.isEmpty && self.queues.isEmpty && self.bindings.isEmpty }

    /// Adds what is not there yet; an item of the same name is replaced.
    mutating func merge(_ other: AMQPTopology) {
        for exchange in other.exchanges {
            self.exchanges.removeAll { $0.name == exchange.name }
            self.exchanges.append(exchange)
        }
        for queue in other.queues {
            self.queues.removeAll { $0.name == queue.name }
            self.queues.append(queue)
        }
        for binding in other.bindings where !self.bindings.contains(binding) {
            self.bindings.append(binding)
        }
    }

    /// Forgets a queue and its bindings.
    mutating func forget(queue name: String) {
        self.queues.removeAll { $0.name == name }
        self.bindings.removeAll { $0.destination == .queue(name) }
    }

    /// Forgets an exchange and its bindings on both sides.
    mutating func forget(exchange name: String) {
        self.exchanges.removeAll { $0.name == name }
        self.bindings.removeAll { $0.source == name || $0.destination == .exchange(name) }
    }

    /// Forgets one binding.
    mutating func forget(_ binding: Binding) {
        self.bindings.removeAll { $0 == binding }
    }
}
