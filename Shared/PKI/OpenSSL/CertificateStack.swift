import COpenSSL

/// Owns a `STACK_OF(X509)` with its certificates and frees both exactly once.
struct CertificateStack: ~Copyable {
    let pointer: OpaquePointer

    private init() throws(PKIError) {
        guard let pointer = OPENSSL_sk_new_null() else { throw PKIError.library("OPENSSL_sk_new_null") }
        self.pointer = pointer
    }

    /// Fills a stack. Certificates that OpenSSL cannot read are left out: they cannot help to build a chain.
    static func holding(_ certificates: [[UInt8]]) throws(PKIError) -> CertificateStack {
        let stack = try CertificateStack()
        for derBytes in certificates {
            guard let handle = try? X509Handle(derBytes: derBytes) else { continue }
            // The stack takes a reference of its own; the handle gives its one back.
            guard X509_up_ref(handle.pointer) == 1 else { throw PKIError.library("X509_up_ref") }
            guard OPENSSL_sk_push(stack.pointer, UnsafeRawPointer(handle.pointer)) > 0 else {
                X509_free(handle.pointer)
                throw PKIError.library("OPENSSL_sk_push")
            }
        }
        return stack
    }

    /// Takes over a stack that OpenSSL handed out with references.
    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// Gives the stack and its certificates to an owner that will free both.
    consuming func release() -> OpaquePointer {
        let pointer = self.pointer
        discard self
        return pointer
    }

    deinit {
        for index in 0..<OPENSSL_sk_num(self.pointer) {
            X509_free(OpaquePointer(OPENSSL_sk_value(self.pointer, index)))
        }
        OPENSSL_sk_free(self.pointer)
    }

    /// The certificates as DER, in the order of the stack.
    borrowing func derBytes() -> [[UInt8]] {
        (0..<OPENSSL_sk_num(self.pointer)).compactMap { index in
            guard let certificate = OPENSSL_sk_value(self.pointer, index).map({ OpaquePointer($0) }) else { return nil }
            let length = i2d_X509(certificate, nil)
            guard length > 0 else { return nil }
            return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
                var position = buffer.baseAddress
                count = Int(i2d_X509(certificate, &position))
            }
        }
    }
}
