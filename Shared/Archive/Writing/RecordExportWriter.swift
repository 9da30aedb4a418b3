public import Clocks

/// Writes a record as a folder of files with one XML that describes them, in a ZIP: for people and other software, not for an
/// archive (R52). Documents come in the order in which they shall stand; memory holds the directory of the container only.
///
/// Concurrency: an actor with a thread of its own. Blocking: only that thread.
/// Source: Decree 30/2020/NĐ-CP, annex VI, 4 and its table of input fields.
public actor RecordExportWriter {
    private let executor = QueueExecutor()
    /// The thread that waits for the disk.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { self.executor.asUnownedSerialExecutor() }

    private let path: String
    private let folder: String
    private let fields: [SheetProperty]
    private let scratch: ScratchFolder
    private let zip: ZipWriter
    private let parts: SpooledFile
    private let xml: XMLWriter
    private var place = 0
    private var isFinished = false

    /// Begins a container.
    ///
    /// - Parameters:
    ///   - path: The container; it must not exist yet.
    ///   - scratch: An existing folder for the XML while it grows.
    ///   - folder: Name of the one folder in it; what not every file system takes is replaced.
    ///   - fields: The fields of the record.
    ///   - modifiedAt: The time of every file in it.
    /// - Throws: ``ArchiveError`` `.inputOutput`, `.noSpace`.
    public init(
        creating path: String, scratch: String, folder: String, fields: [SheetProperty], modifiedAt: UTCInstant
    ) throws(ArchiveError) {
        self.path = path
        self.folder = EntryName.safe(folder)
        self.fields = fields
        self.scratch = try ScratchFolder(below: scratch)
        self.parts = try SpooledFile(in: self.scratch)
        self.xml = try XMLWriter()
        self.zip = try ZipWriter(creating: path, modifiedAt: Int(modifiedAt.microsecondsSinceEpoch / 1_000_000))
    }

    deinit {
        if !self.isFinished { FileRemoval.remove(self.path) }
    }

    /// Adds a document.
    ///
    /// - Throws: ``ArchiveError`` `.damaged` when the file is not the one of the digest; `.inputOutput`, `.noSpace`.
    public func add(_ document: ExportedDocument) throws(ArchiveError) {
        self.place += 1
        try self.xml.start("Document", [("place", "\(self.place)")])
        for field in document.fields { try self.xml.element(field.name, [], field.value) }
        if !document.name.isEmpty {
            let name = EntryName.safe(document.name)
            try self.zip.copy(document.file, as: "\(self.folder)/\(name)", sizeBytes: document.sizeBytes, sha256: document.sha256)
            try self.xml.element(
                "File", [("name", name), ("sizeBytes", "\(document.sizeBytes)"), ("sha256", Hexadecimal.upper(document.sha256))])
        }
        try self.xml.end()
        try self.parts.append(self.xml.take())
    }

    /// Puts a file beside the documents, such as their list.
    ///
    /// - Throws: ``ArchiveError`` `.inputOutput`, `.noSpace`.
    public func attach(_ name: String, bytes: [UInt8]) throws(ArchiveError) {
        try self.zip.begin("\(self.folder)/\(EntryName.safe(name))", sizeBytes: Int64(bytes.count))
        try self.zip.write(bytes)
        try self.zip.end()
    }

    /// Writes `record.xml` and closes the container.
    ///
    /// - Returns: Digest and length of the container.
    /// - Throws: ``ArchiveError`` `.inputOutput`, `.noSpace`.
    public func finish() throws(ArchiveError) -> (sha256: [UInt8], sizeBytes: Int64) {
        let whole = try SpooledFile(in: self.scratch)
        let frame = try XMLWriter()
        try frame.declaration()
        try frame.start("Record", [("xmlns", "urn:hoso:record:1")])
        for field in self.fields { try frame.element(field.name, [], field.value) }
        try frame.start("Documents")
        try frame.text("\n")
        try whole.append(frame.take())
        try self.parts.readAll { (piece) throws(ArchiveError) in try whole.append(piece) }
        for _ in 0..<2 { try frame.end() }
        try whole.append(frame.take())
        try self.zip.begin("\(self.folder)/record.xml", sizeBytes: whole.sizeBytes)
        try whole.readAll { (piece) throws(ArchiveError) in try self.zip.write(piece) }
        try self.zip.end()
        let closed = try self.zip.close()
        self.isFinished = true
        return closed
    }
}
