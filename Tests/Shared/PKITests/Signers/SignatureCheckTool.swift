@testable import PKI

/// Checks a bare ECDSA value the way the CMS builder does.
enum SignatureCheckTool {
    static func isValid(_ value: [UInt8], digest: [UInt8], by certificate: Certificate) throws -> Bool {
        try SignatureValue.isValid(value, digest: digest, scheme: .ecdsaP256SHA256, by: certificate)
    }
}
