import SwiftASN1

/// How a signature value is computed: key type, padding and hash.
///
/// These are the schemes the suite signs with; verifying accepts the same ones with SHA-384 and SHA-512 too.
public enum SignatureScheme: String, Sendable, CaseIterable {
    /// RSA PKCS#1 v1.5 with SHA-256.
    case rsaPKCS1SHA256 = "rsa-pkcs1-sha256"
    /// RSA-PSS with SHA-256, MGF1 with SHA-256 and 32 bytes of salt.
    case rsaPSSSHA256 = "rsa-pss-sha256"
    /// ECDSA on P-256 with SHA-256.
    case ecdsaP256SHA256 = "ecdsa-p256-sha256"
    /// ECDSA on P-384 with SHA-384.
    case ecdsaP384SHA384 = "ecdsa-p384-sha384"

    /// The hash of the scheme, used for the content and for the signed attributes.
    public var digestAlgorithm: DigestAlgorithm {
        self == .ecdsaP384SHA384 ? .sha384 : .sha256
    }

    /// The scheme a key signs with when nothing else is asked for.
    ///
    /// - Parameter key: The key of the signer's certificate.
    /// - Returns: `nil` when the suite does not sign with such a key.
    public static func preferred(for key: KeyAlgorithm) -> SignatureScheme? {
        Self.allCases.first { $0.suits(key) }
    }

    /// Whether the scheme can be used with a key: RSA of 2048 to 4096 bits, P-256 or P-384.
    public func suits(_ key: KeyAlgorithm) -> Bool {
        switch (self, key) {
        case (.rsaPKCS1SHA256, .rsa(let bits)), (.rsaPSSSHA256, .rsa(let bits)): (2048...4096).contains(bits)
        case (.ecdsaP256SHA256, .p256), (.ecdsaP384SHA384, .p384): true
        default: false
        }
    }

    /// Largest signature value such a key makes. Unit: bytes.
    public static func maximumSignatureBytes(for key: KeyAlgorithm) -> Int {
        switch key {
        case .rsa(let bits): (bits + 7) / 8
        case .p256: 72
        case .p384: 104
        case .other: 512
        }
    }

    /// The AlgorithmIdentifier of the SignerInfo (RFC 4055, RFC 5758).
    var algorithmIdentifier: [UInt8] {
        DER.bytes { coder in
            coder.sequence { coder in
                switch self {
                case .rsaPKCS1SHA256:
                    coder.identifier(OID.sha256WithRSA)
                    coder.null()
                case .rsaPSSSHA256:
                    coder.identifier(OID.rsaPSS)
                    coder.serializeRawBytes(Self.pssParameters)
                case .ecdsaP256SHA256: coder.identifier(OID.ecdsaWithSHA256)
                case .ecdsaP384SHA384: coder.identifier(OID.ecdsaWithSHA384)
                }
            }
        }
    }

    /// SHA-256, MGF1 with SHA-256, 32 bytes of salt; the trailer field has its default and is left out.
    static var pssParameters: [UInt8] {
        let sha256 = DER.bytes { coder in
            coder.sequence { coder in
                coder.identifier(OID.sha256)
                coder.null()
            }
        }
        return DER.bytes { coder in
            coder.sequence { coder in
                coder.constructed(0) { $0.serializeRawBytes(sha256) }
                coder.constructed(1) { coder in
                    coder.sequence { coder in
                        coder.identifier(OID.mgf1)
                        coder.serializeRawBytes(sha256)
                    }
                }
                coder.constructed(2) { $0.integer(32) }
            }
        }
    }
}
