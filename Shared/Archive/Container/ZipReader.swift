internal import CArchive

/// Reads a ZIP file through libarchive, entry by entry, and refuses what no package may hold.
///
/// Concurrency: not safe to share. Blocking: yes.
final class ZipReader {
    private let archive: OpaquePointer
    private let file: OpenFile
    private let limits: PackageLimits
    private var totalBytes: Int64 = 0
    private var entryBytes: Int64 = 0
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)
    private var entries = 0
    private let mostBytes: Int64

    init(path: String, limits: PackageLimits) throws(ArchiveError) {
        self.file = try OpenFile(reading: path)
        self.limits = limits
        let size = try self.file.sizeBytes()
        guard size <= limits.totalBytes else { throw ArchiveError(code: .tooLarge, message: "the file has \(size) bytes") }
        // A stored file is as large as its container; what is a hundred times larger is a bomb.
        let (product, isOver) = size.multipliedReportingOverflow(by: limits.ratio)
        self.mostBytes = min(limits.totalBytes, max(limits.freeBytes, isOver ? .max : product))
        guard let archive = archive_read_new() else { throw ArchiveError(code: .inputOutput, message: "libarchive is out of memory") }
        self.archive = archive
        // Only the kind that goes by the directory at the end: what is not listed there does not exist.
        guard archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK,
            archive_read_open_fd(archive, self.file.descriptor, 1 << 18) == ARCHIVE_OK
        else { throw self.failure(.malformed, "") }
    }

    deinit { archive_read_free(self.archive) }

    /// The name and kind of the next entry; nil at the end.
    ///
    /// - Throws: ``ArchiveError`` `.refused`, `.tooLarge`, `.malformed`.
    func next() throws(ArchiveError) -> (name: String, isFolder: Bool)? {
        var entry: OpaquePointer?
        let result = archive_read_next_header(self.archive, &entry)
        if result == ARCHIVE_EOF { return nil }
        // A warning is about a name that this machine's locale cannot show; the name itself is judged below.
        guard result == ARCHIVE_OK || result == ARCHIVE_WARN, let entry else { throw self.failure(.malformed, "") }
        self.entryBytes = 0
        self.entries += 1
        guard self.entries <= self.limits.entries else {
            throw ArchiveError(code: .tooLarge, message: "more than \(self.limits.entries) entries")
        }
        guard let bytes = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry), let name = String(validatingCString: bytes) else {
            throw ArchiveError(code: .refused, message: "the name of entry \(self.entries) is not UTF-8")
        }
        let kind = archive_entry_filetype(entry)
        let isFolder = kind == CArchive_directory()
        guard isFolder || kind == CArchive_regular_file(), archive_entry_hardlink(entry) == nil, archive_entry_symlink(entry) == nil else {
            throw ArchiveError(code: .refused, message: "a link or a device", path: name)
        }
        guard archive_entry_is_encrypted(entry) == 0 else { throw ArchiveError(code: .refused, message: "under a password", path: name) }
        let plain = isFolder && name.hasSuffix("/") ? String(name.dropLast()) : name
        if let fault = EntryName.fault(plain) { throw ArchiveError(code: .refused, message: "a name \(fault)", path: plain) }
        return (plain, isFolder)
    }

    /// The next bytes of the entry that came last; empty at its end.
    ///
    /// - Throws: ``ArchiveError`` `.tooLarge` or `.damaged`.
    func piece(of name: String) throws(ArchiveError) -> [UInt8] {
        let count = self.buffer.withUnsafeMutableBytes { archive_read_data(self.archive, $0.baseAddress, $0.count) }
        if count == 0 {
            self.entryBytes = 0
            return []
        }
        guard count > 0 else { throw self.failure(.damaged, name) }
        self.entryBytes += Int64(count)
        self.totalBytes += Int64(count)
        guard self.entryBytes <= self.limits.entryBytes, self.totalBytes <= self.mostBytes else {
            throw ArchiveError(code: .tooLarge, message: "it unpacks to more than the limits allow", path: name)
        }
        return count == self.buffer.count ? self.buffer : Array(self.buffer[..<count])
    }

    private func failure(_ code: ArchiveError.Code, _ path: String) -> ArchiveError {
        let text = archive_error_string(self.archive).map { String(cString: $0) } ?? "unknown error"
        return ArchiveError(code: code, message: "libarchive: \(text)", path: path)
    }
}
