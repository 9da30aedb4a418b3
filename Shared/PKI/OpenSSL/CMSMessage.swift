import COpenSSL
import Synchronization

/// A CMS signature as OpenSSL read it, once for every question that is asked about it.
///
/// Concurrency: safe from any task; questions wait for each other, because a check leaves its traces in the message.
final class CMSMessage: Sendable {
    private let handle: Mutex<CMSHandle>

    /// Reads a signature.
    ///
    /// The certificates that came along are left out: OpenSSL would read them anew with every message, which costs more than
    /// verifying, while ``X509Cache`` has them, and who the signer is whoever asks must say. A signature with one that OpenSSL
    /// cannot read is read whole, so that it is refused as ever.
    init(_ signature: CMSSignature) throws(PKIError) {
        let isReadable = signature.certificates.allSatisfy { (try? X509Handle(derBytes: $0)) != nil }
        self.handle = Mutex(try CMSHandle(derBytes: isReadable ? try signature.withoutCertificates() : signature.derBytes))
    }

    /// Asks OpenSSL. Do not let the pointer escape the closure.
    func withHandle<R: Sendable>(_ body: (borrowing CMSHandle) throws(PKIError) -> R) throws(PKIError) -> R {
        try self.handle.withLock { (handle) throws(PKIError) in try body(handle) }
    }
}
