import GatewayDomain
import Synchronization

/// The first bytes of an upload, kept while the rest streams by.
final class Beginning: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    /// Takes the next chunk.
    func note(_ chunk: [UInt8]) {
        self.bytes.withLock { bytes in
            guard bytes.count < MediaSignature.length else { return }
            bytes += chunk.prefix(MediaSignature.length - bytes.count)
        }
    }

    /// What the bytes say the file is.
    var mediaType: String? { self.bytes.withLock { MediaSignature.mediaType(of: $0) } }
}
