import COpenSSL
import Synchronization

/// Certificates that OpenSSL has read before. Reading one costs more than checking a signature with it, and those of the
/// authorities come back with every signature of a province.
///
/// An entry says nothing about trust: it is what OpenSSL makes of these very bytes, whoever brings them.
///
/// Concurrency: safe from any task. OpenSSL counts the references to an `X509` and lets several threads read one; nobody here
/// changes one.
final class X509Cache: Sendable {
    /// What is kept; when there are more, all are given up. Unit: certificates.
    static let limit = 1_024
    static let shared = X509Cache()

    // Addresses of `X509`, each with one reference that is the cache's.
    private let entries = Mutex<[EncodedKey: UInt]>([:])

    /// A certificate with a reference that is the caller's; `nil` when it was not read before.
    func take(_ derBytes: [UInt8]) -> OpaquePointer? {
        let address = self.entries.withLock { entries -> UInt? in
            guard let address = entries[EncodedKey(bytes: derBytes)], let pointer = OpaquePointer(bitPattern: address), X509_up_ref(pointer) == 1 else {
                return nil
            }
            return address
        }
        return address.flatMap { OpaquePointer(bitPattern: $0) }
    }

    /// Remembers a certificate under the bytes it was read from, with a reference of its own.
    func keep(_ derBytes: [UInt8], _ pointer: OpaquePointer) {
        let address = UInt(bitPattern: pointer)
        self.entries.withLock { entries in
            guard entries[EncodedKey(bytes: derBytes)] == nil, X509_up_ref(OpaquePointer(bitPattern: address)) == 1 else { return }
            if entries.count >= Self.limit {
                for old in entries.values { X509_free(OpaquePointer(bitPattern: old)) }
                entries.removeAll()
            }
            entries[EncodedKey(bytes: derBytes)] = address
        }
    }
}
