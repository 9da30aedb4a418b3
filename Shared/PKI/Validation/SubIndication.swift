/// Why a verification did not pass (EN 319 102-1, 5.1.3); the raw values are the names of the standard, except for the
/// last one, for which it has none.
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
    /// The certificate was revoked when the signature was made.
    case revoked = "REVOKED"
    /// The certificate is revoked and nothing proves that the signature is older.
    case revokedNoProof = "REVOKED_NO_POE"
    /// An authority of the path is revoked and nothing proves that the signature is older.
    case authorityRevoked = "REVOKED_CA_NO_POE"
    /// What is known about revocation is too old.
    case tryLater = "TRY_LATER"
    /// What would settle the matter is there, but nothing proves that it existed in time.
    case noProof = "NO_POE"
    /// An algorithm or key length ran out, and nothing proves that the signature is older.
    case cryptographyNoProof = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
    /// The times of timestamps contradict each other, or the clock.
    case timestampOrder = "TIMESTAMP_ORDER_FAILURE"
    /// The document cannot be read.
    case signedDataNotFound = "SIGNED_DATA_NOT_FOUND"
    /// The document carries no signature.
    case noSignature = "NO_SIGNATURE_FOUND"
    /// The checker itself could not finish.
    case generic = "GENERIC"
    /// The document was changed after signing in a way that the signature does not permit.
    case unpermittedChange = "UNPERMITTED_CHANGE"
}
