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

    /// Whether the attributes signing-certificate and signing-certificate-v2 of every signer, one of which must be there, name the
    /// certificates of a path.
    borrowing func names(_ path: borrowing CertificateStack) -> Bool {
        guard let signers = CMS_get0_SignerInfos(self.pointer) else { return false }
        let count = OPENSSL_sk_num(signers)
        return count > 0
            && (0..<count).allSatisfy { index in
                guard let signer = OPENSSL_sk_value(signers, index) else { return false }
                return Self.names(path.pointer, OpaquePointer(signer))
            }
    }

    private static func names(_ path: OpaquePointer, _ signer: OpaquePointer) -> Bool {
        var older: OpaquePointer?
        var newer: OpaquePointer?
        defer {
            ESS_SIGNING_CERT_free(older)
            ESS_SIGNING_CERT_V2_free(newer)
        }
        if var value = Self.attribute(NID_id_smime_aa_signingCertificate, of: signer) {
            older = d2i_ESS_SIGNING_CERT(nil, &value.start, value.length)
            guard older != nil else { return false }
        }
        if var value = Self.attribute(NID_id_smime_aa_signingCertificateV2, of: signer) {
            newer = d2i_ESS_SIGNING_CERT_V2(nil, &value.start, value.length)
            guard newer != nil else { return false }
        }
        return OSSL_ESS_check_signing_certs(older, newer, path, 1) > 0
    }

    /// The one value of a signed attribute that is a sequence and comes once.
    private static func attribute(_ identifier: Int32, of signer: OpaquePointer) -> (start: UnsafePointer<UInt8>?, length: Int)? {
        let onlyValue: Int32 = -3
        guard let value = CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(identifier), onlyValue, V_ASN1_SEQUENCE) else { return nil }
        let string = value.assumingMemoryBound(to: ASN1_STRING.self)
        return (ASN1_STRING_get0_data(string), Int(ASN1_STRING_length(string)))
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
