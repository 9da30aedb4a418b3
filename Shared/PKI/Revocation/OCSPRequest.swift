import SwiftASN1

/// The question to an OCSP responder about one certificate.
///
/// Issuer name and key are named by SHA-1, which every responder knows; nothing rests on it, because the answer is
/// checked against the certificates themselves.
///
/// Source: RFC 6960, 4.1.
struct OCSPRequest: Sendable {
    let certificate: Certificate
    let issuer: Certificate
    /// Bytes the answer may repeat; empty for none.
    let nonce: [UInt8]

    var derBytes: [UInt8] {
        DER.bytes { coder in
            coder.sequence { coder in
                coder.sequence { coder in
                    coder.sequence { coder in
                        coder.sequence { coder in self.writeIdentity(into: &coder) }
                    }
                    if !self.nonce.isEmpty {
                        coder.constructed(2) { coder in coder.sequence { coder in self.writeNonce(into: &coder) } }
                    }
                }
            }
        }
    }

    private func writeIdentity(into coder: inout DER.Serializer) {
        coder.sequence { coder in
            coder.sequence { coder in
                coder.identifier(OID.sha1)
                coder.null()
            }
            coder.octets(IssuerHash.sha1.digest(self.certificate.issuerBytes))
            coder.octets(IssuerHash.sha1.digest(self.issuer.publicKeyBytes))
            coder.serializeRawBytes(self.certificate.serialNumberBytes)
        }
    }

    private func writeNonce(into coder: inout DER.Serializer) {
        coder.sequence { coder in
            coder.identifier(OID.ocspNonce)
            coder.octets(DER.bytes { $0.octets(self.nonce) })
        }
    }
}
