internal import Crypto

/// Digest and length of a file. Blocking: yes.
enum FileDigest {
    static func of(_ path: String) throws(ArchiveError) -> (sha256: [UInt8], sizeBytes: Int64) {
        let file = try OpenFile(reading: path)
        var hash = SHA256()
        var sizeBytes: Int64 = 0
        try file.readAll { (piece) throws(ArchiveError) in
            hash.update(data: piece)
            sizeBytes += Int64(piece.count)
        }
        return (Array(hash.finalize()), sizeBytes)
    }
}
