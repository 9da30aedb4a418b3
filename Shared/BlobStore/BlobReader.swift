import Crypto

/// Reads and verifies stored files. Every method may block.
enum BlobReader {
    static let stepBytes = 1 << 20

    /// The bytes, verified.
    static func read(_ path: String, _ reference: BlobReference) throws(BlobStoreError) -> [UInt8] {
        var bytes: [UInt8] = []
        try Self.verify(path, reference) { bytes += $0 }
        return bytes
    }

    /// Verifies length and digest, handing over what was read step by step.
    static func verify(
        _ path: String, _ reference: BlobReference, _ each: ([UInt8]) -> Void = { _ in }
    ) throws(BlobStoreError) {
        let file = try FileDescriptor(reading: path)
        let status = try file.status()
        guard status.isRegularFile else { throw Self.damaged(reference, "is not a regular file") }
        guard status.sizeBytes == reference.sizeBytes else {
            throw Self.damaged(reference, "has \(status.sizeBytes) bytes")
        }
        var hash = SHA256()
        var left = reference.sizeBytes
        while left > 0 {
            let step = try file.read(upTo: Int(min(Int64(Self.stepBytes), left)))
            guard !step.isEmpty else { throw Self.damaged(reference, "ended early") }
            hash.update(data: step)
            each(step)
            left -= Int64(step.count)
        }
        guard Array(hash.finalize()) == reference.sha256 else { throw Self.damaged(reference, "has another digest") }
    }

    private static func damaged(_ reference: BlobReference, _ how: String) -> BlobStoreError {
        BlobStoreError(code: .damaged, message: "blob \(reference) \(how)")
    }
}
