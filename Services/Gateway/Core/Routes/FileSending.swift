import BlobStore
import Foundation
import Hummingbird
import NIOCore
import NIOPosix

/// Sends large files piece by piece.
enum FileSending {
    private static let chunkBytes = 262_144

    /// Verifies a file and writes it; reading happens off the cooperative threads.
    static func send(
        _ reference: BlobReference, from blobs: some BlobStore, to writer: inout any ResponseBodyWriter
    ) async throws {
        try await blobs.withFile(reference) { path in
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            // Nothing was written, so closing has nothing to report.
            defer { try? handle.close() }
            while true {
                let data = try await NIOThreadPool.singleton.runIfActive {
                    try handle.read(upToCount: Self.chunkBytes) ?? Data()
                }
                guard !data.isEmpty else { return }
                try await writer.write(ByteBuffer(bytes: data))
            }
        }
    }
}
