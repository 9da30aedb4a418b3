import SwiftASN1

/// Builds the detached CMS signature of PAdES baseline level B-B in two steps.
///
/// First ``signedAttributes(contentDigest:)`` gives the digest for the external signer, then
/// ``build(_:contentDigest:signature:)`` makes the SignedData. The attributes are content-type, message-digest and
/// signing-certificate-v2; signing-time is absent, as EN 319 142-1 demands. OpenSSL 3.0 cannot leave it out, which is
/// why the suite builds the structure itself.
///
/// Source: RFC 5652, RFC 5035; EN 319 142-1, 6.3.
public struct CMSBuilder: Sendable {
    /// The certificate of the signer. It must be known before anything is hashed.
    public let certificate: Certificate
    /// The certificates between the signer's and the anchor, embedded to help those who verify.
    public let chain: [Certificate]
    /// How the signature value is made.
    public let scheme: SignatureScheme

    /// Prepares a signature by one certificate.
    ///
    /// - Parameters:
    ///   - certificate: The certificate of the signer.
    ///   - chain: The certificates above it, in any order.
    ///   - scheme: How the signature value will be made.
    /// - Throws: ``PKIError`` with ``PKIError/Code/unsupportedAlgorithm`` when the scheme does not suit the key.
    public init(certificate: Certificate, chain: [Certificate], scheme: SignatureScheme) throws(PKIError) {
        guard scheme.suits(certificate.key) else {
            throw PKIError(code: .unsupportedAlgorithm, message: "\(scheme.rawValue) cannot be used with \(certificate.key)")
        }
        self.certificate = certificate
        self.chain = chain
        self.scheme = scheme
    }

    /// Bytes to reserve for the result. Unit: bytes.
    ///
    /// An ECDSA value varies by a few bytes, hence the margin; the rest is known beforehand.
    public var reservedBytes: Int {
        let certificates = Set([self.certificate] + self.chain).reduce(0) { $0 + $1.derBytes.count }
        return certificates + SignatureScheme.maximumSignatureBytes(for: self.certificate.key) + 1_200
    }

    /// The attributes to sign for some content.
    ///
    /// - Parameter contentDigest: The hash of the content, made with the hash function of ``scheme``.
    /// - Throws: ``PKIError`` with ``PKIError/Code/unsupportedAlgorithm`` when the length is not that of the hash.
    public func signedAttributes(contentDigest: [UInt8]) throws(PKIError) -> SignedAttributes {
        guard contentDigest.count == self.scheme.digestAlgorithm.lengthBytes else {
            throw PKIError(code: .unsupportedAlgorithm, message: "a digest of \(contentDigest.count) bytes for \(self.scheme.rawValue)")
        }
        let contentType = Self.attribute(OID.contentType, value: DER.bytes { $0.identifier(OID.data) })
        let messageDigest = Self.attribute(OID.messageDigest, value: DER.bytes { $0.octets(contentDigest) })
        let signer = Self.attribute(OID.signingCertificateV2, value: self.signingCertificateV2)
        let set = DER.bytes { $0.setOf([contentType, messageDigest, signer]) }
        return SignedAttributes(derSetOf: set, scheme: self.scheme)
    }

    /// The finished SignedData, DER.
    ///
    /// - Parameters:
    ///   - attributes: What was signed, from ``signedAttributes(contentDigest:)``.
    ///   - contentDigest: The hash of the content, to compare the attributes with.
    ///   - signature: The value the signer's key made over the digest of the attributes; ECDSA as SEQUENCE of r and s.
    /// - Throws: ``PKIError`` with ``PKIError/Code/intentDiffers`` when the attributes are not the ones of this content
    ///   and certificate, ``PKIError/Code/keyDoesNotMatch`` when the value was not made by the certificate's key.
    public func build(_ attributes: SignedAttributes, contentDigest: [UInt8], signature: [UInt8]) throws(PKIError) -> [UInt8] {
        guard try attributes == self.signedAttributes(contentDigest: contentDigest) else {
            throw PKIError(code: .intentDiffers, message: "the attributes are not the ones prepared for this content and signer")
        }
        guard try SignatureValue.isValid(signature, digest: attributes.digest, scheme: self.scheme, by: self.certificate) else {
            throw PKIError(code: .keyDoesNotMatch, message: "the signature value was not made by the key of the certificate")
        }
        return DER.bytes { coder in
            coder.sequence { coder in
                coder.identifier(OID.signedData)
                coder.constructed(0) { self.writeSignedData(into: &$0, attributes: attributes, signature: signature) }
            }
        }
    }

    private func writeSignedData(into coder: inout DER.Serializer, attributes: SignedAttributes, signature: [UInt8]) {
        coder.sequence { coder in
            coder.integer(1)
            coder.setOf([self.digestAlgorithmIdentifier])
            coder.sequence { $0.identifier(OID.data) }
            let certificates = Set([self.certificate] + self.chain).map(\.derBytes)
            coder.setOf(certificates, tag: .context(0))
            coder.setOf([self.signerInfo(attributes: attributes, signature: signature)])
        }
    }

    private func signerInfo(attributes: SignedAttributes, signature: [UInt8]) -> [UInt8] {
        DER.bytes { coder in
            coder.sequence { coder in
                coder.integer(1)
                coder.sequence { coder in
                    coder.serializeRawBytes(self.certificate.issuerBytes)
                    coder.serializeRawBytes(self.certificate.serialNumberBytes)
                }
                coder.serializeRawBytes(self.digestAlgorithmIdentifier)
                // The same bytes as were signed, under the tag [0] in place of SET (RFC 5652, 5.4).
                coder.serializeRawBytes([0xA0] + attributes.derSetOf.dropFirst())
                coder.serializeRawBytes(self.scheme.algorithmIdentifier)
                coder.octets(signature)
            }
        }
    }

    private var digestAlgorithmIdentifier: [UInt8] {
        DER.bytes { coder in coder.sequence { $0.identifier(self.scheme.digestAlgorithm.oid) } }
    }

    /// SHA-256 is the default of ESSCertIDv2 and therefore not written.
    private var signingCertificateV2: [UInt8] {
        DER.bytes { coder in
            coder.sequence { coder in
                coder.sequence { coder in
                    coder.sequence { coder in
                        coder.octets(self.certificate.sha256)
                        coder.sequence { coder in
                            coder.sequence { coder in
                                coder.constructed(4) { $0.serializeRawBytes(self.certificate.issuerBytes) }
                            }
                            coder.serializeRawBytes(self.certificate.serialNumberBytes)
                        }
                    }
                }
            }
        }
    }

    private static func attribute(_ oid: ASN1ObjectIdentifier, value: [UInt8]) -> [UInt8] {
        DER.bytes { coder in
            coder.sequence { coder in
                coder.identifier(oid)
                coder.setOf([value])
            }
        }
    }
}
