internal import CArchive
internal import Crypto
internal import Glibc

/// Where libarchive's bytes go: to the file and through the digest, which so is known when the last byte is written.
///
/// Concurrency: not safe to share. Blocking: yes.
final class ZipSink {
    let file: OpenFile
    private(set) var sizeBytes: Int64 = 0
    private var hash = SHA256()

    init(_ file: OpenFile) { self.file = file }

    /// Digest of everything written so far.
    var sha256: [UInt8] { Array(self.hash.finalize()) }

    /// Takes one piece; libarchive asks again for what is not taken.
    ///
    /// - Returns: How many bytes were taken; -1 with `errno` when the file takes none.
    private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
        while true {
            let count = write(self.file.descriptor, bytes.baseAddress, bytes.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return -1 }
            self.hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            self.sizeBytes += Int64(count)
            return count
        }
    }

    /// Connects a new archive; the sink must live as long as it.
    func open(_ archive: OpaquePointer) -> Int32 {
        archive_write_open(
            archive, Unmanaged.passUnretained(self).toOpaque(), nil,
            { archive, sink, bytes, count in
                guard let sink, let bytes else { return -1 }
                let taken = Unmanaged<ZipSink>.fromOpaque(sink).takeUnretainedValue()
                    .take(UnsafeRawBufferPointer(start: bytes, count: count))
                if taken < 0, let archive { CArchive_fail(archive, errno) }
                return taken
            }, nil)
    }
}
