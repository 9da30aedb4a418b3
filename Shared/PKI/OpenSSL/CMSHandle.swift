import COpenSSL

/// Owns one `CMS_ContentInfo` and frees it exactly once.
struct CMSHandle: ~Copyable {
    let pointer: OpaquePointer
    /// How many bytes it was read from.
    let length: Int

    /// Reads the first element of the bytes, DER or BER.
    init(derBytes: [UInt8]) throws(PKIError) {
        var length = 0
        let parsed = derBytes.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            let parsed = d2i_CMS_ContentInfo(nil, &position, buffer.count)
            if let start = buffer.baseAddress, let end = position { length = end - start }
            return parsed
        }
        guard let parsed else {
            throw PKIError(code: .malformedSignature, message: "OpenSSL cannot read the signature: \(OpenSSLErrors.take())")
        }
        self.pointer = parsed
        self.length = length
    }

    deinit { CMS_ContentInfo_free(self.pointer) }

    /// Whether every signer signed attributes and not the content itself.
    borrowing func hasOnlySignedAttributes() -> Bool {
        guard let signers = CMS_get0_SignerInfos(self.pointer) else { return false }
        let count = OPENSSL_sk_num(signers)
        return count > 0
            && (0..<count).allSatisfy { index in
                guard let signer = OPENSSL_sk_value(signers, index) else { return false }
                return CMS_signed_get_attr_count(OpaquePointer(signer)) > 0
            }
    }

    /// The message as DER.
    borrowing func derBytes() throws(PKIError) -> [UInt8] {
        let length = i2d_CMS_ContentInfo(self.pointer, nil)
        guard length > 0 else { throw PKIError.library("i2d_CMS_ContentInfo") }
        return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            var position = buffer.baseAddress
            count = max(0, Int(i2d_CMS_ContentInfo(self.pointer, &position)))
        }
    }
}
