internal import Glibc

/// A folder for files that are gone with it: parts of a package while it is written, metadata while it is read.
final class ScratchFolder {
    private let path: String
    private var count = 0

    /// Makes a folder below an existing one, readable by nobody else.
    init(below parent: String) throws(ArchiveError) {
        var template = Array("\(parent)/hoso-archive.XXXXXX".utf8CString)
        let made: String? = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made else { throw SystemFailure.error("make a folder", path: parent) }
        self.path = made
    }

    deinit {
        // What cannot be removed is left to whoever clears the parent; there is nobody here to tell.
        for number in 0..<self.count { unlink("\(self.path)/\(number)") }
        rmdir(self.path)
    }

    /// The path of a file that does not exist yet.
    func newPath() -> String {
        defer { self.count += 1 }
        return "\(self.path)/\(self.count)"
    }
}
