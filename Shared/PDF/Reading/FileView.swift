internal import Glibc

/// The first so many bytes of a file; views of one file share its memory.
struct FileView: RandomAccessCollection, Sendable {
    private let file: FileBytes
    let count: Int

    init(_ file: FileBytes) {
        self.file = file
        self.count = file.memory.count
    }

    private init(_ file: FileBytes, _ count: Int) {
        self.file = file
        self.count = count
    }

    init(copying bytes: [UInt8]) { self.init(FileBytes(copying: bytes)) }

    /// A shorter view from the same beginning.
    func first(_ count: Int) -> FileView { FileView(self.file, Swift.min(Swift.max(count, 0), self.count)) }

    var startIndex: Int { 0 }
    var endIndex: Int { self.count }

    subscript(position: Int) -> UInt8 {
        precondition(position >= 0 && position < self.count, "outside the view")
        return self.file.memory[position]
    }

    /// Gives the bytes of a range without copying. Do not let the pointer escape the closure.
    func withUnsafeBytes<R, E: Error>(_ range: Range<Int>? = nil, _ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        let range = (range ?? 0..<self.count).clamped(to: 0..<self.count)
        return try body(UnsafeRawBufferPointer(rebasing: self.file.memory[range]))
    }

    func withContiguousStorageIfAvailable<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R? {
        try body(UnsafeRawBufferPointer(rebasing: self.file.memory[0..<self.count]).bindMemory(to: UInt8.self))
    }

    /// A copy of a range; what lies outside the view is left out.
    func copy(_ range: Range<Int>) -> [UInt8] { self.withUnsafeBytes(range) { [UInt8]($0) } }

    /// Every place where the pattern begins within a range, from left to right.
    func places(of pattern: String, in range: Range<Int>? = nil) -> [Int] {
        let range = (range ?? 0..<self.count).clamped(to: 0..<self.count)
        let pattern = Array(pattern.utf8)
        guard let first = pattern.first else { return [] }
        return self.withUnsafeBytes(range) { bytes in
            var result: [Int] = []
            var start = 0
            while start + pattern.count <= bytes.count, let base = bytes.baseAddress {
                guard let found = memchr(base + start, Int32(first), bytes.count - start - pattern.count + 1) else { break }
                let place = UnsafeRawPointer(found) - base
                if memcmp(base + place, pattern, pattern.count) == 0 { result.append(range.lowerBound + place) }
                start = place + 1
            }
            return result
        }
    }
}
