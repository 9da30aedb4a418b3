/// Walks over an array in binary format without ever leaving its bytes.
///
/// Source: PostgreSQL 15, `src/backend/utils/adt/arrayfuncs.c`, `array_send`.
struct PostgresArrayReader {
    private var rest: Slice<UnsafeRawBufferPointer>

    init(_ bytes: UnsafeRawBufferPointer) {
        self.rest = bytes[...]
    }

    var isAtEnd: Bool { self.rest.isEmpty }

    /// Dimensions, type of the elements and, for at most one dimension, their number; nil when it is not an array.
    mutating func header() -> (dimensions: Int, elementType: PostgresType, count: Int)? {
        guard let dimensions = self.word(), (0...6).contains(dimensions), self.word() != nil, let type = self.word()
        else { return nil }
        let elementType = PostgresType(rawValue: UInt32(bitPattern: type))
        guard dimensions == 1 else { return (Int(dimensions), elementType, 0) }
        // Every element takes four bytes at least, so a count beyond that is a lie and allocates nothing.
        guard let count = self.word(), self.word() != nil, count >= 0, Int(count) <= self.rest.count / 4 else {
            return nil
        }
        return (1, elementType, Int(count))
    }

    /// The next element, its bytes nil for NULL; nil when there is none.
    mutating func element() -> (bytes: UnsafeRawBufferPointer?, Void)? {
        guard let length = self.word() else { return nil }
        if length == -1 { return (nil, ()) }
        guard length >= 0, Int(length) <= self.rest.count else { return nil }
        let bytes = UnsafeRawBufferPointer(rebasing: self.rest.prefix(Int(length)))
        self.rest = self.rest.dropFirst(Int(length))
        return (bytes, ())
    }

    private mutating func word() -> Int32? {
        guard self.rest.count >= 4 else { return nil }
        let bytes = UnsafeRawBufferPointer(rebasing: self.rest.prefix(4))
        self.rest = self.rest.dropFirst(4)
        return PostgresNumbers.read(bytes, as: Int32.self)
    }
}
