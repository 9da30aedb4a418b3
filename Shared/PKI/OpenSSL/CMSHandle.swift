import COpenSSL

/// Owns one `CMS_ContentInfo` and frees it exactly once.
struct CMSHandle: ~Copyable {
    let pointer: OpaquePointer

    init(derBytes: [UInt8]) throws(PKIError) {
        let parsed = derBytes.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_CMS_ContentInfo(nil, &position, buffer.count)
        }
        guard let parsed else {
            throw PKIError(code: .malformedSignature, message: "OpenSSL cannot read the signature: \(OpenSSLErrors.take())")
        }
        self.pointer = parsed
    }

    deinit { CMS_ContentInfo_free(self.pointer) }
}
