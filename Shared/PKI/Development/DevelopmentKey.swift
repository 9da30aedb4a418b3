import Crypto
import SwiftASN1
import X509

/// A new private key of a development authority or of a holder it issues to.
struct DevelopmentKey: Sendable {
    let privateKey: X509.Certificate.PrivateKey
    let signatureAlgorithm: X509.Certificate.SignatureAlgorithm

    init(_ algorithm: KeyAlgorithm) throws(PKIError) {
        switch algorithm {
        case .p256:
            self.privateKey = X509.Certificate.PrivateKey(P256.Signing.PrivateKey())
            self.signatureAlgorithm = .ecdsaWithSHA256
        case .p384:
            self.privateKey = X509.Certificate.PrivateKey(P384.Signing.PrivateKey())
            self.signatureAlgorithm = .ecdsaWithSHA384
        case .rsa(let bits) where [2048, 3072, 4096].contains(bits):
            do {
                self.privateKey = try X509.Certificate.PrivateKey(pemEncoded: RSAKeyMaker.makePEM(bits: bits))
                self.signatureAlgorithm = .sha256WithRSAEncryption
            } catch {
                throw PKIError(code: .notIssued, message: "no key of \(bits) bits could be made: \(error)")
            }
        default:
            throw PKIError(code: .unsupportedAlgorithm, message: "no development key of kind \(algorithm)")
        }
    }

    /// The key as an unencrypted PEM block.
    func pem() throws(PKIError) -> String {
        do {
            return try self.privateKey.serializeAsPEM().pemString + "\n"
        } catch {
            throw PKIError(code: .notIssued, message: "the private key cannot be written: \(error)")
        }
    }
}
