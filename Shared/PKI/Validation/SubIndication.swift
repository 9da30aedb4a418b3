/// Why a verification did not pass (EN 319 102-1, 5.1.3); the raw values are the names of the standard.
public enum SubIndication: String, Sendable, CaseIterable {
    /// The signature cannot be read or breaks a rule of its format.
    case formatFailure = "FORMAT_FAILURE"
    /// The content is not the content that was signed.
    case hashFailure = "HASH_FAILURE"
    /// The signature value does not fit the signer's key.
    case signatureFailure = "SIG_CRYPTO_FAILURE"
    /// The certificate had expired when it was used.
    case expired = "EXPIRED"
    /// The certificate was not valid yet when it was used.
    case notYetValid = "NOT_YET_VALID"
    /// The signature lacks what its baseline demands.
    case signatureConstraintsFailure = "SIG_CONSTRAINTS_FAILURE"
    /// The certificate may not be used for signing documents.
    case chainConstraintsFailure = "CHAIN_CONSTRAINTS_FAILURE"
    /// The path exists but does not hold.
    case chainFailure = "CERTIFICATE_CHAIN_GENERAL_FAILURE"
    /// An algorithm or key length is too weak.
    case cryptographyFailure = "CRYPTO_CONSTRAINTS_FAILURE"
    /// The signer's certificate is missing or not the one that was signed for.
    case noSigningCertificate = "NO_SIGNING_CERTIFICATE_FOUND"
    /// No path leads to a trusted authority.
    case noChain = "NO_CERTIFICATE_CHAIN_FOUND"
    /// The certificate is outside its validity and nothing proves when the signature was made.
    case noProofOfExistence = "OUT_OF_BOUNDS_NO_POE"
    /// The checker itself could not finish.
    case generic = "GENERIC"
}
