import SwiftASN1

extension CMSSignature {
    /// Writes the SignedData anew with other fields; what the change takes over stays as encoded.
    func rewritten(_ change: (inout [ASN1Node]) throws(PKIError) -> [[UInt8]]) throws(PKIError) -> [UInt8] {
        let code = PKIError.Code.malformedSignature
        let outer = try ASN1Node.reading(self.derBytes[...], code, "the signature").members(.sequence, code, "the signature")
        guard outer.count == 2, let inner = try outer[1].members(.context(0), code, "the signature's content").first else {
            throw PKIError(code: code, message: "the SignedData is empty")
        }
        var fields = try inner.members(.sequence, code, "the SignedData")
        let changed = try change(&fields)
        return DER.bytes { coder in
            coder.sequence { coder in
                coder.serializeRawBytes(outer[0].encodedBytes)
                coder.constructed(0) { coder in
                    coder.sequence { coder in
                        for field in changed { coder.serializeRawBytes(field) }
                    }
                }
            }
        }
    }

    /// The same message without the certificates that came along, DER; who signed is said by issuer and serial number.
    func withoutCertificates() throws(PKIError) -> [UInt8] {
        try self.rewritten { fields in
            // The field certificates stands between the content and the signers (RFC 5652, 5.1).
            fields.enumerated().filter { !(3..<(fields.count - 1)).contains($0) || $1.identifier != .context(0) }
                .map { Array($1.encodedBytes) }
        }
    }
}
