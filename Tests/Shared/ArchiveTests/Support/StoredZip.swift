/// Builds ZIP files byte by byte, also such as no honest program writes.
struct StoredZip {
    struct Entry {
        var name: [UInt8]
        var content: [UInt8]
        /// Upper half of the external attributes: the Unix mode.
        var mode: UInt16 = 0o100644
        var flags: UInt16 = 0x0800
        /// What the directory says instead of the length.
        var claimedBytes: UInt32?

        init(_ name: String, _ content: [UInt8] = [], mode: UInt16 = 0o100644) {
            self.name = Array(name.utf8)
            self.content = content
            self.mode = mode
        }
    }

    var entries: [Entry] = []

    /// The file.
    func bytes() -> [UInt8] {
        var file: [UInt8] = [], directory: [UInt8] = []
        for entry in self.entries {
            let offset = UInt32(file.count), size = UInt32(entry.content.count)
            var common: [UInt8] = []
            Self.put(20, 2, &common)
            Self.put(UInt32(entry.flags), 2, &common)
            Self.put(0, 2, &common)
            Self.put(0x5A21_6000, 4, &common)
            Self.put(CRC32.of(entry.content), 4, &common)
            Self.put(entry.claimedBytes ?? size, 4, &common)
            Self.put(entry.claimedBytes ?? size, 4, &common)
            Self.put(UInt32(entry.name.count), 2, &common)
            Self.put(0, 2, &common)
            Self.put(0x0403_4B50, 4, &file)
            file += common + entry.name + entry.content
            Self.put(0x0201_4B50, 4, &directory)
            Self.put(0x0314, 2, &directory)
            directory += common
            for _ in 0..<3 { Self.put(0, 2, &directory) }
            Self.put(UInt32(entry.mode) << 16, 4, &directory)
            Self.put(offset, 4, &directory)
            directory += entry.name
        }
        let start = UInt32(file.count), count = UInt32(self.entries.count)
        file += directory
        Self.put(0x0605_4B50, 4, &file)
        Self.put(0, 4, &file)
        Self.put(count, 2, &file)
        Self.put(count, 2, &file)
        Self.put(UInt32(directory.count), 4, &file)
        Self.put(start, 4, &file)
        Self.put(0, 2, &file)
        return file
    }

    private static func put(_ value: UInt32, _ count: Int, _ bytes: inout [UInt8]) {
        for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(8 * index))) }
    }
}
