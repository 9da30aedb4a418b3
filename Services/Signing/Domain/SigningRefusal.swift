public import Clocks

/// Why something is not signed. Each case is a sentence for the person at the desk; see `SigningRefusal+Words.swift`.
public enum SigningRefusal: Error, Hashable, Sendable {
    /// No profile has this name.
    case unknownProfile(String)
    /// The profile is known but this version does not sign by it.
    case profileNotAvailable(String)
    /// The certificate is not in the inventory.
    case unknownCertificate
    /// The bytes are no certificate.
    case unreadableCertificate
    /// The subject of the certificate does not name the holder.
    case holderNotInCertificate
    /// The certificate is in the inventory for another holder or purpose.
    case registeredOtherwise
    /// The certificate is somebody else's.
    case certificateOfAnother
    /// A person's certificate where an organisation's is asked for, or the other way round.
    case wrongKindOfSigner(expected: SignerKind)
    /// Key or algorithm is too weak or unknown.
    case weakKey
    /// The key usage does not allow signing.
    case certificateNotForSigning
    /// The certificate is not valid yet.
    case certificateNotYetValid(from: UTCInstant)
    /// The certificate has expired.
    case certificateExpired(at: UTCInstant)
    /// No path leads to a trusted authority.
    case certificateNotTrusted
    /// The file is not in the blob store or damaged there.
    case documentMissing
    /// The file is larger than may be signed.
    case documentTooLarge(limitBytes: Int64)
    /// The file cannot be extended by a signature.
    case documentNotSignable(String)
    /// The file is not PDF/A, and nothing may be converted after signing (R29).
    case documentNotPDFA
    /// No request has this id.
    case unknownRequest
    /// The signature came too late.
    case requestExpired(at: UTCInstant)
    /// The request was refused before.
    case requestRefused
    /// The idempotency key was used for another request.
    case keyReused
    /// The signature value was not made by the certificate's key over this request.
    case signatureDoesNotFit
    /// What would be embedded is not what was prepared.
    case intentDiffers
    /// The finished file did not pass its own verification.
    case resultNotValid(String)
    /// A value of the request is missing or malformed.
    case malformed(String)
}
