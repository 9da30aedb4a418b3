import COpenSSL
import Clocks

/// OpenSSL's judgement over a timestamp token.
enum TimestampVerifier {
    /// Whether the token answers a question and was signed by an authority that may: imprint, nonce, policy, signature,
    /// the purpose timestamping and the path as of an instant.
    ///
    /// - Returns: `nil` when it holds, otherwise OpenSSL's reason.
    static func fault(
        _ token: [UInt8], request: TimestampRequest, trust: TrustStore, helpers: [[UInt8]], at instant: UTCInstant
    ) throws(PKIError) -> String? {
        let parsed = token.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_PKCS7(nil, &position, buffer.count)
        }
        guard let parsed else {
            throw PKIError(code: .malformedTimestamp, message: "OpenSSL cannot read the token: \(OpenSSLErrors.take())")
        }
        defer { PKCS7_free(parsed) }
        let context = try TimestampContext(request: request)
        try context.trust(
            TrustStoreHandle.holding(trust.anchors, at: instant, for: .timestamps),
            helpers: CertificateStack.holding(helpers + trust.intermediates.map(\.derBytes)))
        return TS_RESP_verify_token(context.pointer, parsed) == 1 ? nil : OpenSSLErrors.take()
    }
}
