import COpenSSL

/// OpenSSL's judgement over the signature of an OCSP answer.
enum OCSPVerifier {
    /// The certificate whose key signed the answer, found by the name or key the answer gives.
    ///
    /// Whether that certificate may answer is not judged here.
    ///
    /// - Parameters:
    ///   - response: The OCSPResponse, DER.
    ///   - helpers: Certificates to look among, besides those in the answer, DER.
    static func signer(of response: [UInt8], among helpers: [[UInt8]]) throws(PKIError) -> [UInt8] {
        let code = PKIError.Code.malformedRevocation
        let parsed = response.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_OCSP_RESPONSE(nil, &position, buffer.count)
        }
        guard let parsed else {
            throw PKIError(code: code, message: "OpenSSL cannot read the answer: \(OpenSSLErrors.take())")
        }
        defer { OCSP_RESPONSE_free(parsed) }
        guard let basic = OCSP_response_get1_basic(parsed) else {
            throw PKIError(code: code, message: "OpenSSL cannot read the answer: \(OpenSSLErrors.take())")
        }
        defer { OCSP_BASICRESP_free(basic) }
        let stack = try CertificateStack.holding(helpers)
        guard OCSP_basic_verify(basic, stack.pointer, nil, UInt(OCSP_NOVERIFY)) == 1 else {
            throw PKIError(code: code, message: "the answer's signature does not hold: \(OpenSSLErrors.take())")
        }
        var signer: OpaquePointer?
        guard OCSP_resp_get0_signer(basic, &signer, stack.pointer) == 1, let signer else {
            throw PKIError(code: code, message: "the answer's signer is not among the certificates: \(OpenSSLErrors.take())")
        }
        let length = i2d_X509(signer, nil)
        guard length > 0 else { throw PKIError.library("i2d_X509") }
        return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            var position = buffer.baseAddress
            count = Int(i2d_X509(signer, &position))
        }
    }
}
