internal import CArchive
internal import Glibc

/// Writes a ZIP file through libarchive: every entry stored as it is, because PDF is compressed already.
///
/// Concurrency: not safe to share. Blocking: yes.
final class ZipWriter {
    private let archive: OpaquePointer
    private let sink: ZipSink
    private let entry: OpaquePointer
    private let modifiedAt: Int

    /// - Parameters:
    ///   - path: A file that must not exist yet.
    ///   - modifiedAt: The time every entry gets. Unit: seconds since 1970.
    init(creating path: String, modifiedAt: Int) throws(ArchiveError) {
        self.sink = ZipSink(try OpenFile(creating: path))
        guard let archive = archive_write_new(), let entry = archive_entry_new() else {
            throw ArchiveError(code: .inputOutput, message: "libarchive is out of memory")
        }
        self.archive = archive
        self.entry = entry
        self.modifiedAt = modifiedAt
        try self.check(archive_write_set_format_zip(archive))
        try self.check(archive_write_zip_set_compression_store(archive))
        // Written in whole blocks otherwise, with zeros after the end.
        try self.check(archive_write_set_bytes_per_block(archive, 1 << 18))
        try self.check(archive_write_set_bytes_in_last_block(archive, 1))
        try self.check(self.sink.open(archive))
    }

    deinit {
        archive_entry_free(self.entry)
        archive_write_free(self.archive)
    }

    /// Begins a file.
    func begin(_ name: String, sizeBytes: Int64) throws(ArchiveError) {
        archive_entry_clear(self.entry)
        archive_entry_set_pathname(self.entry, name)
        archive_entry_set_filetype(self.entry, CArchive_regular_file())
        archive_entry_set_perm(self.entry, 0o644)
        archive_entry_set_mtime(self.entry, self.modifiedAt, 0)
        archive_entry_set_size(self.entry, sizeBytes)
        try self.check(archive_write_header(self.archive, self.entry))
    }

    /// Writes bytes of the file begun last.
    func write(_ bytes: [UInt8]) throws(ArchiveError) {
        let written = bytes.withUnsafeBytes { archive_write_data(self.archive, $0.baseAddress, $0.count) }
        guard written == bytes.count else { throw self.failure() }
    }

    /// Ends the file begun last.
    func end() throws(ArchiveError) { try self.check(archive_write_finish_entry(self.archive)) }

    /// Writes the directory of the ZIP file and waits until everything is on the disk.
    ///
    /// - Returns: Digest and length of the file.
    func close() throws(ArchiveError) -> (sha256: [UInt8], sizeBytes: Int64) {
        try self.check(archive_write_close(self.archive))
        try self.sink.file.synchronize()
        return (self.sink.sha256, self.sink.sizeBytes)
    }

    private func check(_ result: Int32) throws(ArchiveError) {
        guard result == ARCHIVE_OK else { throw self.failure() }
    }

    private func failure() -> ArchiveError {
        let number = archive_errno(self.archive)
        let text = archive_error_string(self.archive).map { String(cString: $0) } ?? "unknown error"
        return ArchiveError(code: number == ENOSPC ? .noSpace : .inputOutput, message: "libarchive: \(text)")
    }
}
