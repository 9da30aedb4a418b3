#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The folders of a ``FileSystemBlobStore`` and the calls on them. Every method may block.
///
/// `objects/ab/abcd…` holds what is stored, `incoming/` what is being written.
struct BlobDirectory: Sendable {
    let root: String

    init(root: String) throws(BlobStoreError) {
        self.root = root
        for path in [root, "\(root)/objects", "\(root)/incoming"] {
            try Self.makeDirectory(path)
        }
    }

    func path(of reference: BlobReference) -> String { "\(self.folder(of: reference))/\(reference.hex)" }

    func folder(of reference: BlobReference) -> String { "\(self.root)/objects/\(reference.hex.prefix(2))" }

    func incomingPath(_ name: String) -> String { "\(self.root)/incoming/\(name)" }

    /// Gives a complete, synchronized file its final name and makes that name durable.
    ///
    /// - Returns: False when there is such a file already; it is left as it is.
    func publish(_ incoming: String, as reference: BlobReference) throws(BlobStoreError) -> Bool {
        let folder = self.folder(of: reference)
        if try Self.makeDirectory(folder) {
            try FileDescriptor(directory: "\(self.root)/objects").synchronize()
        }
        let final = self.path(of: reference)
        var isNew = false
        while true {
            // link, not rename: rename would replace a file of that name.
            isNew = link(incoming, final) == 0
            let number = errno
            guard isNew || number == EEXIST else { throw Self.writing(SystemCall.error(number, "name a file")) }
            // The grace period before an unreferenced file counts as an orphan starts again.
            if isNew || utimensat(AT_FDCWD, final, nil, AT_SYMLINK_NOFOLLOW) == 0 { break }
            // It was removed between the two calls: then it is named anew.
            guard errno == ENOENT else { throw Self.writing(SystemCall.error(errno, "touch a file")) }
        }
        // Also when another task named it: its synchronization may not be done yet.
        try FileDescriptor(directory: folder).synchronize()
        return isNew
    }

    /// Removes a stored file, unless it was put at or after a time.
    ///
    /// It is moved aside before its time is looked at, so that a put in between either finds no file, and makes one, or has touched
    /// this one, which then goes back.
    ///
    /// - Returns: False when it was put again.
    func remove(_ reference: BlobReference, putBefore microseconds: Int64, by aside: String) throws(BlobStoreError) -> Bool {
        let path = self.path(of: reference)
        guard rename(path, aside) == 0 else {
            if errno == ENOENT { return true }
            throw SystemCall.error(errno, "move a file aside")
        }
        let isOld = try Self.examine(path: aside).map { $0.microseconds < microseconds } ?? true
        if !isOld, link(aside, path) != 0, errno != EEXIST { throw SystemCall.error(errno, "put a file back") }
        try self.discard(aside)
        try FileDescriptor(directory: self.folder(of: reference)).synchronize()
        return isOld
    }

    /// Removes a file that is being written; that it is gone already is no error.
    func discard(_ incoming: String) throws(BlobStoreError) {
        guard unlink(incoming) != 0, errno != ENOENT else { return }
        throw SystemCall.error(errno, "remove a file")
    }

    /// Size and time of the last put, or nil when nothing is stored.
    func examine(_ reference: BlobReference) throws(BlobStoreError) -> (sizeBytes: Int64, microseconds: Int64)? {
        try Self.examine(path: self.path(of: reference))
    }

    /// The names in `objects/` or one of its folders; empty when the folder is not there.
    func names(in folder: String) throws(BlobStoreError) -> [String] {
        guard let directory = opendir("\(self.root)/\(folder)") else {
            if errno == ENOENT { return [] }
            throw SystemCall.error(errno, "list a directory")
        }
        defer { closedir(directory) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(directory) else { break }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                // d_name ends with a NUL inside its buffer (readdir(3)).
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        if errno != 0 { throw SystemCall.error(errno, "list a directory") }
        return names
    }

    /// Size and time of a regular file, or nil when there is none.
    static func examine(path: String) throws(BlobStoreError) -> (sizeBytes: Int64, microseconds: Int64)? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw SystemCall.error(errno, "examine a file")
        }
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        #if canImport(Glibc)
        let time = status.st_mtim
        #else
        let time = status.st_mtimespec
        #endif
        return (Int64(status.st_size), Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    /// While writing, a folder that is not there is a fault of the disk, not a missing blob.
    static func writing(_ error: BlobStoreError) -> BlobStoreError {
        guard error.code == .notFound || error.code == .damaged else { return error }
        return BlobStoreError(code: .inputOutput, message: error.message, systemError: error.systemError)
    }

    /// Makes a directory and returns whether it is new.
    @discardableResult
    private static func makeDirectory(_ path: String) throws(BlobStoreError) -> Bool {
        if mkdir(path, 0o750) == 0 { return true }
        let number = errno
        var status = stat()
        if number == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return false }
        throw Self.writing(SystemCall.error(number == EEXIST ? ENOTDIR : number, "make a directory"))
    }
}
