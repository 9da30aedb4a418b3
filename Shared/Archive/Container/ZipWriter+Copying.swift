internal import Crypto

extension ZipWriter {
    /// Copies a file of this machine, judging it against its digest on the way.
    ///
    /// - Throws: ``ArchiveError`` `.damaged` when it is not the file of that digest and length; `.inputOutput`, `.noSpace`.
    func copy(_ path: String, as name: String, sizeBytes: Int64, sha256: [UInt8]) throws(ArchiveError) {
        let file = try OpenFile(reading: path)
        try self.begin(name, sizeBytes: sizeBytes)
        var hash = SHA256()
        var copied: Int64 = 0
        try file.readAll { (piece) throws(ArchiveError) in
            hash.update(data: piece)
            copied += Int64(piece.count)
            guard copied <= sizeBytes else {
                throw ArchiveError(code: .damaged, message: "the file is longer than it was", path: name)
            }
            try self.write(piece)
        }
        try self.end()
        guard copied == sizeBytes, Array(hash.finalize()) == sha256 else {
            throw ArchiveError(code: .damaged, message: "the file is not the one that was filed", path: name)
        }
    }
}
