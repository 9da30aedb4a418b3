internal import Glibc

/// A file in a folder that nobody else can read; both are gone with it.
final class ScratchFile {
    let folder: String
    var path: String { "\(self.folder)/workbook.xlsx" }

    /// - Parameter parent: Where the folder is made; the system's folder for temporary files if it is not told.
    init(in parent: String? = nil) throws(SpreadsheetError) {
        let parent = parent ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/hoso-sheet.XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } }
        guard let made else { throw .notWritten(why: "no folder for it: \(String(cString: strerror(errno)))") }
        self.folder = made
    }

    deinit {
        // What cannot be removed is left to whoever clears the folder for temporary files; there is nobody here to tell.
        unlink(self.path)
        rmdir(self.folder)
    }

    /// Everything in it.
    func bytes() throws(SpreadsheetError) -> [UInt8] {
        guard let file = fopen(self.path, "re") else { throw .notWritten(why: "not opened: \(String(cString: strerror(errno)))") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            bytes += piece[..<count]
            guard count == piece.count else { break }
        }
        guard ferror(file) == 0 else { throw .notWritten(why: "not read back: \(String(cString: strerror(errno)))") }
        return bytes
    }
}
