import Crypto

/// Writes one incoming file, counting and hashing. Its calls may block and come one after the other.
///
/// `@unchecked Sendable`: one `put` owns the writer and awaits each call before the next, so there is never
/// more than one call at a time, each on whatever thread the queue gave it.
final class BlobWriter: @unchecked Sendable {
    let path: String
    private let descriptor: FileDescriptor
    private var hash = SHA256()
    private var sizeBytes: Int64 = 0

    init(path: String) throws(BlobStoreError) {
        self.path = path
        do {
            self.descriptor = try FileDescriptor(creating: path)
        } catch {
            throw BlobDirectory.writing(error)
        }
    }

    func append(_ bytes: [UInt8]) throws(BlobStoreError) {
        try self.descriptor.write(bytes)
        self.hash.update(data: bytes)
        self.sizeBytes += Int64(bytes.count)
    }

    /// Makes the bytes durable and returns what they are.
    func finish() throws(BlobStoreError) -> BlobReference {
        try self.descriptor.synchronize()
        guard let reference = BlobReference(sha256: Array(self.hash.finalize()), sizeBytes: self.sizeBytes) else {
            throw BlobStoreError(code: .inputOutput, message: "SHA-256 did not return 32 bytes")
        }
        return reference
    }
}
