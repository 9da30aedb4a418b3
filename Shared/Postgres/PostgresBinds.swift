/// The values of a query in the order of their `$n`, each in PostgreSQL's binary format.
///
/// All values share one buffer, so a query costs one allocation however many values it has.
public struct PostgresBinds: Sendable {
    struct Entry: Hashable, Sendable {
        let type: PostgresType
        let offset: Int
        /// nil for NULL.
        let length: Int?
    }

    private(set) var buffer: [UInt8] = []
    private(set) var entries: [Entry] = []

    /// Creates an empty list.
    public init() {}

    /// How many values there are.
    public var count: Int { self.entries.count }

    /// Appends NULL.
    public mutating func appendNull(_ type: PostgresType) {
        self.entries.append(Entry(type: type, offset: self.buffer.count, length: nil))
    }

    /// Appends a value given as the bytes of PostgreSQL's binary format.
    public mutating func append(_ type: PostgresType, bytes: some Sequence<UInt8>) {
        let offset = self.buffer.count
        self.buffer.append(contentsOf: bytes)
        self.entries.append(Entry(type: type, offset: offset, length: self.buffer.count - offset))
    }

    /// Appends a number in network byte order.
    mutating func append(_ type: PostgresType, integer: some FixedWidthInteger) {
        let offset = self.buffer.count
        self.buffer.appendInteger(integer)
        self.entries.append(Entry(type: type, offset: offset, length: self.buffer.count - offset))
    }

    /// Appends a value whose bytes `body` writes.
    mutating func append<Failure: Error>(
        _ type: PostgresType, writing body: (inout [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let offset = self.buffer.count
        try body(&self.buffer)
        self.entries.append(Entry(type: type, offset: offset, length: self.buffer.count - offset))
    }

    /// The bytes of one value, nil for NULL.
    func bytes(at index: Int) -> ArraySlice<UInt8>? {
        let entry = self.entries[index]
        return entry.length.map { self.buffer[entry.offset..<entry.offset + $0] }
    }
}

extension [UInt8] {
    /// Appends a number in network byte order.
    mutating func appendInteger<Integer: FixedWidthInteger>(_ integer: Integer) {
        Swift.withUnsafeBytes(of: integer.bigEndian) { self.append(contentsOf: $0) }
    }
}

extension PostgresBinds {
    /// Creates a list of values, for example one row of a COPY.
    ///
    /// - Throws: `.encoding` when PostgreSQL cannot hold one of them.
    public init<each Value: PostgresEncodable>(_ value: repeat each Value) throws(PostgresError) {
        self.init()
        repeat try (each value).encode(into: &self)
    }
}
