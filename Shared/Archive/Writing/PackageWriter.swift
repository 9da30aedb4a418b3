public import Clocks

/// Writes one package as a stream: documents go into the container one after the other, what METS and PREMIS say about them grows
/// in scratch files, and nothing is held in memory but the directory of the container (about 200 bytes a file).
///
/// ``add(_:)`` for every document in its order, ``attach(_:mediaType:bytes:)`` for what explains them, then ``finish()``. After an
/// error the package is lost and its file is removed.
///
/// Concurrency: an actor with a thread of its own. Blocking: only that thread.
/// Source: Circular 05/2025/TT-BNV, appendices I to V; regulations.md 2.4.
public actor PackageWriter {
    private let executor = QueueExecutor()
    /// The thread that waits for the disk.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { self.executor.asUnownedSerialExecutor() }

    let description: PackageDescription
    let identifiers: any IdentifierSource
    let zip: ZipWriter
    let scratch: ScratchFolder
    private let path: String
    private var isFinished = false
    private var isBroken = false

    let mets: MetsWriter
    let premis: PremisWriter
    let sheet: XMLWriter
    /// Of the representation: `dmdSec`, `file`, `div` of each document.
    let descriptiveParts: SpooledFile
    let fileParts: SpooledFile
    let linkParts: SpooledFile
    let premisObjects: SpooledFile
    let sheetParts: SpooledFile
    var attachments: [(id: String, file: DescribedFile)] = []
    var documents = 0
    var pages = 0

    /// Begins a package.
    ///
    /// - Parameters:
    ///   - path: The container; it must not exist yet.
    ///   - scratch: An existing folder for parts; they are gone with the writer.
    ///   - description: What the package says about itself.
    ///   - identifiers: Ids of the parts.
    /// - Throws: ``ArchiveError`` `.inputOutput`, `.noSpace`.
    public init(
        creating path: String, scratch: String, description: PackageDescription, identifiers: any IdentifierSource
    ) throws(ArchiveError) {
        self.description = description
        self.identifiers = identifiers
        self.path = path
        self.scratch = try ScratchFolder(below: scratch)
        self.mets = try MetsWriter(createdAt: description.createdAt)
        self.premis = try PremisWriter()
        self.sheet = try XMLWriter()
        self.descriptiveParts = try SpooledFile(in: self.scratch)
        self.fileParts = try SpooledFile(in: self.scratch)
        self.linkParts = try SpooledFile(in: self.scratch)
        self.premisObjects = try SpooledFile(in: self.scratch)
        self.sheetParts = try SpooledFile(in: self.scratch)
        self.zip = try ZipWriter(creating: path, modifiedAt: Int(description.createdAt.microsecondsSinceEpoch / 1_000_000))
    }

    deinit {
        if !self.isFinished { FileRemoval.remove(self.path) }
    }

    /// Adds a document, its description and, when it has one, its process file.
    ///
    /// - Throws: ``ArchiveError`` `.badValue` naming every field at fault; `.damaged` when the file is not the one of the digest;
    ///   `.inputOutput`, `.noSpace`; `.misused` after an error or ``finish()``.
    public func add(_ document: PackagedDocument) throws(ArchiveError) {
        try self.guarding { () throws(ArchiveError) in try self.write(document) }
    }

    /// Puts a file that explains the package into `documentation/`.
    ///
    /// - Parameters:
    ///   - name: Its name there.
    ///   - mediaType: Such as `application/pdf`.
    ///   - bytes: Its content.
    /// - Throws: As ``add(_:)``.
    public func attach(_ name: String, mediaType: String, bytes: [UInt8]) throws(ArchiveError) {
        try self.guarding { () throws(ArchiveError) in
            let file = try self.store(bytes, "documentation/\(EntryName.safe(name))", mediaType)
            self.attachments.append((self.fileID(), file))
        }
    }

    /// Writes everything that speaks about the whole and closes the container.
    ///
    /// - Throws: ``ArchiveError`` `.badValue` naming every field of the head at fault, or without any document; as ``add(_:)``.
    public func finish() throws(ArchiveError) -> WrittenPackage {
        var written: WrittenPackage?
        try self.guarding { () throws(ArchiveError) in written = try self.complete() }
        guard let written else { throw ArchiveError(code: .misused, message: "the package is finished") }
        self.isFinished = true
        return written
    }

    private func guarding(_ body: () throws(ArchiveError) -> Void) throws(ArchiveError) {
        guard !self.isFinished, !self.isBroken else {
            throw ArchiveError(code: .misused, message: "the package is finished or was given up")
        }
        self.isBroken = true
        try body()
        self.isBroken = false
    }

    func partID() -> String { "uuid-" + self.identifiers.next().description.uppercased() }

    func fileID() -> String { "ID-" + self.identifiers.next().description.uppercased() }
}
