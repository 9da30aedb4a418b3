/// Hands over the files of a package one after the other, for instance into a store; judge the package first.
///
/// Concurrency: an actor with a thread of its own. Blocking: only that thread.
public actor PackageEntries {
    private let executor = QueueExecutor()
    /// The thread that waits for the disk.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { self.executor.asUnownedSerialExecutor() }

    private let zip: ZipReader
    private var current = ""

    /// Opens a package.
    ///
    /// - Throws: ``ArchiveError`` `.malformed`, `.tooLarge`, `.inputOutput`.
    public init(_ path: String, limits: PackageLimits = PackageLimits()) throws(ArchiveError) {
        self.zip = try ZipReader(path: path, limits: limits)
    }

    /// Goes to the next file.
    ///
    /// - Returns: Its path from the folder of the package; nil at the end.
    /// - Throws: ``ArchiveError``.
    public func next() throws(ArchiveError) -> String? {
        while let entry = try self.zip.next() {
            guard !entry.isFolder, let slash = entry.name.firstIndex(of: "/") else { continue }
            self.current = String(entry.name[entry.name.index(after: slash)...])
            return self.current
        }
        return nil
    }

    /// The next bytes of the file; empty at its end.
    ///
    /// - Throws: ``ArchiveError`` `.damaged`, `.tooLarge`.
    public func piece() throws(ArchiveError) -> [UInt8] { try self.zip.piece(of: self.current) }

    /// The bytes of the file that ``next()`` went to; to be read before the next one.
    public nonisolated var bytes: EntryBytes { EntryBytes(entries: self) }
}
