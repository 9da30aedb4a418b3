internal import CArchive

/// One part of a workbook, unpacked piece by piece through libarchive; nothing of it is written anywhere.
///
/// Concurrency: not safe to share.
final class ContainerPart {
    /// More entries than any program writes; a part is looked for among them.
    private static let mostEntries = 10_000

    private let archive: OpaquePointer
    private let container: ContainerBytes
    private let limit: Int
    private var unpackedBytes = 0
    /// Why reading ended early; libxml2 only learns that it did.
    private(set) var failure: SpreadsheetError?

    /// Finds a part.
    ///
    /// - Parameters:
    ///   - name: `xl/workbook.xml`; case does not matter (ISO/IEC 29500-2, 6.2.2.3).
    ///   - limit: What it may unpack to. Unit: bytes.
    /// - Returns: nil when there is no such part.
    init?(_ name: String, of container: ContainerBytes, limit: Int) throws(SpreadsheetError) {
        guard let archive = archive_read_new() else { throw .damaged(why: "libarchive is out of memory") }
        self.archive = archive
        self.container = container
        self.limit = limit
        // Only the kind that goes by the directory at the end: what is not listed there does not exist.
        guard archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK,
            archive_read_open_memory(archive, container.buffer.baseAddress, container.buffer.count) == ARCHIVE_OK
        else { throw self.damage() }
        for _ in 0..<Self.mostEntries {
            var entry: OpaquePointer?
            let result = archive_read_next_header(archive, &entry)
            if result == ARCHIVE_EOF { return nil }
            guard result == ARCHIVE_OK || result == ARCHIVE_WARN, let entry else { throw self.damage() }
            guard let path = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry),
                let found = String(validatingCString: path), found.lowercased() == name.lowercased()
            else { continue }
            guard archive_entry_is_encrypted(entry) == 0 else { throw .olderFormat }
            return
        }
        throw .damaged(why: "more than \(Self.mostEntries) entries")
    }

    deinit { archive_read_free(self.archive) }

    /// The next bytes.
    ///
    /// - Returns: How many; 0 at the end, -1 when ``failure`` says why there are no more.
    func read(into buffer: UnsafeMutablePointer<CChar>, _ count: Int32) -> Int32 {
        guard self.failure == nil else { return -1 }
        let taken = archive_read_data(self.archive, buffer, Int(count))
        if taken < 0 {
            self.failure = self.damage()
            return -1
        }
        self.unpackedBytes += taken
        guard self.unpackedBytes <= self.limit else {
            self.failure = .tooMuchText(limit: self.limit)
            return -1
        }
        // Not more than was asked for.
        return Int32(taken)
    }

    private func damage() -> SpreadsheetError {
        .damaged(why: "libarchive: \(archive_error_string(self.archive).map { String(cString: $0) } ?? "unknown error")")
    }
}
