import CRabbitMQ

/// Owns one `amqp_pool_t`: what librabbitmq reads while encoding and allocates while decoding.
///
/// Everything handed out lives until ``recycle()``; decoded bytes also point into the buffer that
/// was decoded. Belongs to one event loop.
struct CodecPool: ~Copyable {
    /// How deep tables and arrays may nest in either direction; librabbitmq recurses without a limit.
    static let maximumDepth = 32

    let pointer: UnsafeMutablePointer<amqp_pool_t>

    /// How many bytes the values copied in since the last recycling need at most when encoded.
    private(set) var encodedBytes = 0

    init() {
        self.pointer = .allocate(capacity: 1)
        init_amqp_pool(self.pointer, 65_536)
    }

    deinit {
        empty_amqp_pool(self.pointer)
        self.pointer.deallocate()
    }

    /// Takes back all memory handed out.
    mutating func recycle() {
        recycle_amqp_pool(self.pointer)
        self.encodedBytes = 0
    }

    /// Copies a short string: a name of at most 255 bytes.
    mutating func shortString(_ string: String) throws(AMQPError) -> amqp_bytes_t {
        guard string.utf8.count <= 255 else {
            throw AMQPError(code: .invalidArgument, message: "A name is longer than 255 bytes")
        }
        return try self.copy(string)
    }

    /// Copies a string's UTF-8.
    mutating func copy(_ string: String) throws(AMQPError) -> amqp_bytes_t {
        var string = string
        let count = string.utf8.count
        guard count > 0 else { return self.noBytes() }
        let memory = try self.allocate(count)
        string.withUTF8 { UnsafeMutableRawBufferPointer(start: memory, count: count).copyMemory(from: UnsafeRawBufferPointer($0)) }
        return amqp_bytes_t(len: count, bytes: memory)
    }

    /// Copies bytes.
    mutating func copy(_ bytes: [UInt8]) throws(AMQPError) -> amqp_bytes_t {
        guard !bytes.isEmpty else { return self.noBytes() }
        let memory = try self.allocate(bytes.count)
        bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: memory, count: bytes.count).copyMemory(from: $0) }
        return amqp_bytes_t(len: bytes.count, bytes: memory)
    }

    /// Copies a table with everything in it.
    mutating func table(_ table: AMQPTable, depth: Int = 1) throws(AMQPError) -> amqp_table_t {
        self.encodedBytes += 4
        guard !table.isEmpty else { return amqp_table_t(num_entries: 0, entries: nil) }
        try Self.check(depth: depth)
        let stride = MemoryLayout<amqp_table_entry_t>.stride
        let entries = try self.allocate(table.count * stride, counted: false)
            .bindMemory(to: amqp_table_entry_t.self, capacity: table.count)
        for (index, entry) in table.entries.enumerated() {
            let key = try self.shortString(entry.key)
            let value = try self.value(entry.value, depth: depth)
            (entries + index).initialize(to: amqp_table_entry_t(key: key, value: value))
        }
        return amqp_table_t(num_entries: Int32(table.count), entries: entries)
    }

    private mutating func array(_ values: [AMQPValue], depth: Int) throws(AMQPError) -> amqp_array_t {
        self.encodedBytes += 4
        guard !values.isEmpty else { return amqp_array_t(num_entries: 0, entries: nil) }
        try Self.check(depth: depth)
        let stride = MemoryLayout<amqp_field_value_t>.stride
        let entries = try self.allocate(values.count * stride, counted: false)
            .bindMemory(to: amqp_field_value_t.self, capacity: values.count)
        for (index, value) in values.enumerated() {
            (entries + index).initialize(to: try self.value(value, depth: depth))
        }
        return amqp_array_t(num_entries: Int32(values.count), entries: entries)
    }

    private mutating func value(_ value: AMQPValue, depth: Int) throws(AMQPError) -> amqp_field_value_t {
        self.encodedBytes += 9
        var field = amqp_field_value_t()
        switch value {
        case .string(let string):
            field.kind = FieldKind.string
            field.value.bytes = try self.copy(string)
        case .bytes(let bytes):
            field.kind = FieldKind.bytes
            field.value.bytes = try self.copy(bytes)
        case .bool(let bool):
            field.kind = FieldKind.boolean
            field.value.boolean = bool ? 1 : 0
        case .int64(let number):
            field.kind = FieldKind.int64
            field.value.i64 = number
        case .double(let number):
            field.kind = FieldKind.double
            field.value.f64 = number
        case .timestamp(let seconds):
            field.kind = FieldKind.timestamp
            field.value.u64 = seconds
        case .table(let table):
            field.kind = FieldKind.table
            field.value.table = try self.table(table, depth: depth + 1)
        case .array(let values):
            field.kind = FieldKind.array
            field.value.array = try self.array(values, depth: depth + 1)
        case .void:
            field.kind = FieldKind.void
        }
        return field
    }

    private mutating func noBytes() -> amqp_bytes_t {
        self.encodedBytes += 1
        return amqp_bytes_t(len: 0, bytes: nil)
    }

    private mutating func allocate(_ count: Int, counted: Bool = true) throws(AMQPError) -> UnsafeMutableRawPointer {
        guard let memory = amqp_pool_alloc(self.pointer, count) else {
            throw AMQPError(code: .messageTooLarge, message: "No memory for \(count) bytes")
        }
        if counted { self.encodedBytes += count + 1 }
        return memory
    }

    private static func check(depth: Int) throws(AMQPError) {
        guard depth <= Self.maximumDepth else {
            throw AMQPError(code: .invalidArgument, message: "A table nests deeper than \(Self.maximumDepth)")
        }
    }
}
