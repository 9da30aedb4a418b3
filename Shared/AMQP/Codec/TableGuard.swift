/// Walks an encoded table before librabbitmq does.
///
/// librabbitmq checks each length against the end of the buffer only, not against the table it is
/// in, and recurses as deep as the bytes say. This refuses both without recursing further than
/// ``CodecPool/maximumDepth``.
struct TableGuard {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Checks the table that starts at an offset and returns the offset behind it.
    func checkTable(at offset: Int) throws(AMQPError) -> Int {
        try self.checkContainer(at: offset, limit: self.bytes.count, depth: 1, keyed: true)
    }

    /// Checks a short string and returns the offset behind it.
    func skipShortString(at offset: Int) throws(AMQPError) -> Int {
        guard offset < self.bytes.count else { throw Self.truncated() }
        let end = offset + 1 + Int(self.bytes[offset])
        guard end <= self.bytes.count else { throw Self.truncated() }
        return end
    }

    private func checkContainer(at offset: Int, limit: Int, depth: Int, keyed: Bool) throws(AMQPError) -> Int {
        guard depth <= CodecPool.maximumDepth else {
            throw AMQPError(code: .malformedFrame, message: "A table nests deeper than \(CodecPool.maximumDepth)")
        }
        var cursor = offset
        let end = cursor + 4 + (try self.length(at: cursor, limit: limit))
        cursor += 4
        guard end <= limit else { throw Self.truncated() }
        while cursor < end {
            if keyed {
                cursor += 1 + Int(self.bytes[cursor])
            }
            cursor = try self.checkValue(at: cursor, limit: end, depth: depth)
        }
        return end
    }

    private func checkValue(at offset: Int, limit: Int, depth: Int) throws(AMQPError) -> Int {
        guard offset < limit else { throw Self.truncated() }
        let start = offset + 1
        let end: Int
        switch self.bytes[offset] {
        case FieldKind.void: end = start
        case FieldKind.boolean, FieldKind.int8, FieldKind.uint8: end = start + 1
        case FieldKind.int16, FieldKind.uint16: end = start + 2
        case FieldKind.int32, FieldKind.uint32, FieldKind.float: end = start + 4
        case FieldKind.decimal: end = start + 5
        case FieldKind.int64, FieldKind.uint64, FieldKind.double, FieldKind.timestamp: end = start + 8
        case FieldKind.string, FieldKind.bytes: end = start + 4 + (try self.length(at: start, limit: limit))
        case FieldKind.table: end = try self.checkContainer(at: start, limit: limit, depth: depth + 1, keyed: true)
        case FieldKind.array: end = try self.checkContainer(at: start, limit: limit, depth: depth + 1, keyed: false)
        case let kind: throw AMQPError(code: .malformedFrame, message: "A table value has the unknown type \(kind)")
        }
        guard end <= limit else { throw Self.truncated() }
        return end
    }

    private func length(at offset: Int, limit: Int) throws(AMQPError) -> Int {
        guard offset + 4 <= limit else { throw Self.truncated() }
        return Int(UInt32(bigEndian: self.bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }

    private static func truncated() -> AMQPError {
        AMQPError(code: .malformedFrame, message: "A table or string is longer than what holds it")
    }
}
