internal import Crypto

/// A file of the package that grows in scratch space until its length and digest are known.
final class SpooledFile {
    private let file: OpenFile
    private let folder: ScratchFolder
    private var hash = SHA256()
    private(set) var sizeBytes: Int64 = 0

    init(in folder: ScratchFolder) throws(ArchiveError) {
        self.folder = folder
        self.file = try OpenFile(creating: folder.newPath())
    }

    /// Adds bytes at the end.
    func append(_ bytes: [UInt8]) throws(ArchiveError) {
        guard !bytes.isEmpty else { return }
        try self.file.write(bytes)
        self.hash.update(data: bytes)
        self.sizeBytes += Int64(bytes.count)
    }

    /// Puts bytes in the place of others; the digest is that of the bytes before.
    func replace(_ bytes: [UInt8], at place: Int64) throws(ArchiveError) { try self.file.overwrite(bytes, at: place) }

    /// The digest of what was added, as 64 upper-case hexadecimal digits.
    func digest() -> String { Hexadecimal.upper(Array(self.hash.finalize())) }

    /// Hands over everything from the beginning.
    func readAll(_ each: ([UInt8]) throws(ArchiveError) -> Void) throws(ArchiveError) {
        try self.file.rewind()
        try self.file.readAll(each)
    }
}
