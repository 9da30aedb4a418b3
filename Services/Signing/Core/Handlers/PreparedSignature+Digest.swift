import PDF
import PKI
import SigningDomain

extension PreparedSignature {
    /// The digest of what is covered; SHA-256 was made with the revision, so the file is not read again for it.
    func contentDigest(_ algorithm: DigestAlgorithm) -> [UInt8] {
        algorithm == .sha256 ? self.digest : algorithm.digest(feeding: self.forEachCoveredPiece)
    }
}

extension DigestAlgorithm {
    /// The name of the hash function in PDF. Source: ISO 32000-1, table 234.
    var nameInPDF: String {
        switch self {
        case .sha256: "SHA256"
        case .sha384: "SHA384"
        case .sha512: "SHA512"
        }
    }
}

extension CertifiedChanges {
    /// What a profile calls it.
    init(_ certification: SignatureCertification) {
        switch certification {
        case .nothing: self = .nothing
        case .formFilling: self = .formFilling
        case .annotations: self = .annotations
        }
    }
}
