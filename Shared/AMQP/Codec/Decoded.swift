import CRabbitMQ

/// Copies decoded C values into Swift ones, before the pool and the buffer behind them go.
enum Decoded {
    static func string(_ bytes: amqp_bytes_t) -> String {
        guard let base = bytes.bytes, bytes.len > 0 else { return "" }
        // Bad UTF-8 is repaired: the broker passes on whatever a publisher wrote into a name.
        return String(decoding: UnsafeRawBufferPointer(start: base, count: bytes.len), as: UTF8.self)
    }

    /// Reuses the previous string when the bytes are the same, which they are for most deliveries of a queue.
    static func string(_ bytes: amqp_bytes_t, reusing previous: inout String) -> String {
        guard let base = bytes.bytes, bytes.len > 0 else { return "" }
        let raw = UnsafeRawBufferPointer(start: base, count: bytes.len)
        let same = previous.utf8.withContiguousStorageIfAvailable { known in
            known.count == raw.count && UnsafeRawBufferPointer(known).elementsEqual(raw)
        }
        if same == true { return previous }
        previous = String(decoding: raw, as: UTF8.self)
        return previous
    }

    static func bytes(_ bytes: amqp_bytes_t) -> [UInt8] {
        guard let base = bytes.bytes, bytes.len > 0 else { return [] }
        return Array(UnsafeRawBufferPointer(start: base, count: bytes.len))
    }

    static func table(_ table: amqp_table_t) -> AMQPTable {
        guard let base = table.entries, table.num_entries > 0 else { return AMQPTable() }
        let entries = UnsafeBufferPointer(start: base, count: Int(table.num_entries))
        return AMQPTable(entries: entries.map { .init(key: self.string($0.key), value: self.value($0.value)) })
    }

    private static func array(_ array: amqp_array_t) -> [AMQPValue] {
        guard let base = array.entries, array.num_entries > 0 else { return [] }
        return UnsafeBufferPointer(start: base, count: Int(array.num_entries)).map { self.value($0) }
    }

    private static func value(_ field: amqp_field_value_t) -> AMQPValue {
        switch field.kind {
        case FieldKind.boolean: .bool(field.value.boolean != 0)
        case FieldKind.int8: .int64(Int64(field.value.i8))
        case FieldKind.uint8: .int64(Int64(field.value.u8))
        case FieldKind.int16: .int64(Int64(field.value.i16))
        case FieldKind.uint16: .int64(Int64(field.value.u16))
        case FieldKind.int32: .int64(Int64(field.value.i32))
        case FieldKind.uint32: .int64(Int64(field.value.u32))
        case FieldKind.int64: .int64(field.value.i64)
        // Beyond the signed range the only other 64-bit value is a timestamp.
        case FieldKind.uint64: Int64(exactly: field.value.u64).map { .int64($0) } ?? .timestamp(field.value.u64)
        case FieldKind.float: .double(Double(field.value.f32))
        case FieldKind.double: .double(field.value.f64)
        case FieldKind.decimal: .double(self.decimal(field.value.decimal))
        case FieldKind.timestamp: .timestamp(field.value.u64)
        case FieldKind.string: self.text(field.value.bytes)
        case FieldKind.bytes: .bytes(self.bytes(field.value.bytes))
        case FieldKind.table: .table(self.table(field.value.table))
        case FieldKind.array: .array(self.array(field.value.array))
        default: .void
        }
    }

    /// A long string is only promised to be bytes; what is not UTF-8 stays bytes.
    private static func text(_ bytes: amqp_bytes_t) -> AMQPValue {
        guard let base = bytes.bytes, bytes.len > 0 else { return .string("") }
        let raw = UnsafeRawBufferPointer(start: base, count: bytes.len)
        return String(validating: raw, as: UTF8.self).map { .string($0) } ?? .bytes(Array(raw))
    }

    private static func decimal(_ decimal: amqp_decimal_t) -> Double {
        var value = Double(decimal.value)
        for _ in 0..<decimal.decimals { value /= 10 }
        return value
    }
}
