import Synchronization

/// Certificates that were read before: those of authorities and officers come back with every signature.
///
/// A certificate is a value that follows from its bytes alone, so whoever brings the same bytes gets the same value.
///
/// Concurrency: safe from any task.
final class KnownCertificates: Sendable {
    /// What is kept; when there are more, all are given up. Unit: certificates.
    static let limit = 1_024
    static let shared = KnownCertificates()

    private let entries = Mutex<[EncodedKey: Certificate]>([:])

    /// The certificate of these bytes, if they were read before.
    func find(_ derBytes: [UInt8]) -> Certificate? { self.entries.withLock { $0[EncodedKey(bytes: derBytes)] } }

    /// Remembers a certificate.
    func keep(_ certificate: Certificate) {
        self.entries.withLock { entries in
            if entries.count >= Self.limit { entries.removeAll() }
            entries[EncodedKey(bytes: certificate.derBytes)] = certificate
        }
    }
}
