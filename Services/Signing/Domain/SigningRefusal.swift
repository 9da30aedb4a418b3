public import Clocks

/// Why something is not signed. Each case is a sentence for the person at the desk; see `SigningRefusal+Words.swift`.
public enum SigningRefusal: Error, Hashable, Sendable {
    /// No profile has this name.
    case unknownProfile(String)
    /// The profile shows an image, and none came with the request or it cannot be used.
    case imageMissing
    /// The mode of signing needs a written delegation and none was named (R34).
    case delegationMissing(SigningMode)
    /// The delegation was given to somebody else, or by the signer to himself.
    case delegationOfAnother
    /// The delegation lacks something it must say.
    case delegationIncomplete(String)
    /// The delegation does not hold yet.
    case delegationNotYetValid(from: UTCInstant)
    /// The delegation no longer holds.
    case delegationEnded(at: UTCInstant)
    /// The delegation is not in the register; carries who gave it.
    case delegationUnregistered(delegator: String)
    /// The delegation was taken back.
    case delegationRevoked(at: UTCInstant, delegator: String)
    /// The same paper was entered with other terms.
    case delegationDiffers
    /// No delegation has this id.
    case unknownDelegation
    /// A signature in the document is not valid, so nothing is put on top of it (V-22).
    case earlierSignatureNotValid
    /// The organisation signs only after a valid signature of the authorised person (R34).
    case personalSignatureMissing
    /// The organisation signs only a document with number and date (R34).
    case numberMissing
    /// The organisation signed already; nobody signs after it.
    case organisationSignedBefore
    /// What is to be signed is signed by another profile.
    case profileNotForSubject(String)
    /// A document that is to be issued is signed only where it was drafted and approved, and nobody drafted this one (V-22).
    case outgoingDocumentUnknown
    /// The document's life does not allow the signature now; carries why, and who can act (V-22).
    case document(DocumentRefusal)
    /// Who signs holds no post, or not any more; the attempt was recorded (R75).
    case signerWithoutPost
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
    /// The authority revoked the certificate.
    case certificateRevoked(since: UTCInstant)
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
    /// No report about the document is kept.
    case unknownReport
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
