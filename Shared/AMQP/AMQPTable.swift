/// A table of names and values, in the order they were added: message headers and arguments.
///
/// Look-up is linear, which is faster than hashing for the dozen entries of a header.
public struct AMQPTable: Hashable, Sendable {
    /// A name with its value.
    public struct Entry: Hashable, Sendable {
        /// The name, at most 255 bytes of UTF-8.
        public var key: String
        /// The value.
        public var value: AMQPValue

        /// Makes an entry.
        public init(key: String, value: AMQPValue) {
            self.key = key
            self.value = value
        }
    }

    /// All entries in order.
    public private(set) var entries: [Entry]

    /// Makes an empty table.
    public init() { self.entries = [] }

    /// Makes a table of entries; their order is kept, duplicates are not removed.
    public init(entries: [Entry]) { self.entries = entries }

    /// Whether there is no entry.
    public var isEmpty: Bool { self.entries.isEmpty }

    /// The number of entries.
    public var count: Int { self.entries.count }

    /// The value of a name; setting `nil` removes it.
    public subscript(key: String) -> AMQPValue? {
        get { self.entries.first { $0.key == key }?.value }
        set {
            let index = self.entries.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): self.entries[index].value = value
            case (let index?, nil): self.entries.remove(at: index)
            case (nil, let value?): self.entries.append(Entry(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    /// Adds an entry without looking for an older one of the same name.
    public mutating func append(_ key: String, _ value: AMQPValue) {
        self.entries.append(Entry(key: key, value: value))
    }
}

extension AMQPTable: ExpressibleByDictionaryLiteral {
    /// Makes a table from a literal, in its order.
    public init(dictionaryLiteral elements: (String, AMQPValue)...) {
        self.entries = elements.map { Entry(key: $0.0, value: $0.1) }
    }
}
