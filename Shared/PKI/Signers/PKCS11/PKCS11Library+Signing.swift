import CPKCS11

extension PKCS11Library {
    /// Room that is given for a signature value. Vendor modules misreport sizes and some write before they count, so the
    /// module is never asked how much it needs and is told of half of what is there.
    private static let stateableBytes = 8_192

    /// The bytes a key makes of an input.
    ///
    /// - Returns: As many bytes as the module says it wrote, or the whole room when it says more than it was given.
    func sign(
        _ input: [UInt8], with key: CK_OBJECT_HANDLE, scheme: SignatureScheme, in session: CK_SESSION_HANDLE, pin: PIN?
    ) throws(PKCS11Status) -> [UInt8] {
        try self.begin(scheme, key, in: session)
        if let pin { try self.confirm(pin, in: session) }
        var input = input
        var output = [UInt8](repeating: 0, count: 2 * Self.stateableBytes)
        var length = CK_ULONG(Self.stateableBytes)
        let count = CK_ULONG(input.count)
        try self.call("C_Sign") { $0.C_Sign?(session, &input, count, &output, &length) }
        return Array(output[..<Int(min(length, CK_ULONG(Self.stateableBytes)))])
    }

    /// Whether the key asks for the PIN before each signature.
    func demandsPIN(_ key: CK_OBJECT_HANDLE, in session: CK_SESSION_HANDLE) throws(PKCS11Status) -> Bool {
        try self.attribute(CKA_ALWAYS_AUTHENTICATE, of: key, in: session)?.contains { $0 != 0 } ?? false
    }

    private func begin(
        _ scheme: SignatureScheme, _ key: CK_OBJECT_HANDLE, in session: CK_SESSION_HANDLE
    ) throws(PKCS11Status) {
        switch scheme {
        case .rsaPKCS1SHA256: try self.begin(CKM_RSA_PKCS, nil, 0, key, session)
        case .ecdsaP256SHA256, .ecdsaP384SHA384: try self.begin(CKM_ECDSA, nil, 0, key, session)
        case .rsaPSSSHA256:
            var parameters = CK_RSA_PKCS_PSS_PARAMS()
            parameters.hashAlg = CKM_SHA256
            parameters.mgf = CKG_MGF1_SHA256
            parameters.sLen = 32
            let begun = withUnsafeMutableBytes(of: &parameters) { bytes in
                Result { () throws(PKCS11Status) in
                    try self.begin(CKM_RSA_PKCS_PSS, bytes.baseAddress, bytes.count, key, session)
                }
            }
            try begun.get()
        }
    }

    private func begin(
        _ type: CK_MECHANISM_TYPE, _ parameter: UnsafeMutableRawPointer?, _ length: Int, _ key: CK_OBJECT_HANDLE,
        _ session: CK_SESSION_HANDLE
    ) throws(PKCS11Status) {
        var mechanism = CK_MECHANISM(mechanism: type, pParameter: parameter, ulParameterLen: CK_ULONG(length))
        try self.call("C_SignInit") { $0.C_SignInit?(session, &mechanism, key) }
    }

    private func confirm(_ pin: PIN, in session: CK_SESSION_HANDLE) throws(PKCS11Status) {
        let status = pin.withBytes { bytes in
            Result { () throws(PKCS11Status) in
                try self.call("C_Login") { $0.C_Login?(session, CKU_CONTEXT_SPECIFIC, bytes.baseAddress, CK_ULONG(bytes.count)) }
            }
        }
        try status.get()
    }
}
