import COpenSSL
import Synchronization

/// A CMS signature as OpenSSL read it, once for every question that is asked about it.
///
/// Concurrency: safe from any task; questions wait for each other, because a check leaves its traces in the message.
final class CMSMessage: Sendable {
    private let handle: Mutex<CMSHandle>

    /// Reads the first element of the bytes, DER or BER.
    init(derBytes: [UInt8]) throws(PKIError) { self.handle = Mutex(try CMSHandle(derBytes: derBytes)) }

    /// Asks OpenSSL. Do not let the pointer escape the closure.
    func withHandle<R: Sendable>(_ body: (borrowing CMSHandle) throws(PKIError) -> R) throws(PKIError) -> R {
        try self.handle.withLock { (handle) throws(PKIError) in try body(handle) }
    }
}
