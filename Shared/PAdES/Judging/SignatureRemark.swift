public import Clocks

/// Something a reader should know that does not decide the verdict.
public enum SignatureRemark: Hashable, Sendable {
    /// The signer's computer claims a later time than the one proven: its clock was wrong, or the claim is false.
    case claimedAfterProof(claimed: UTCInstant, proven: UTCInstant)
    /// The older form `adbe.pkcs7.detached`, accepted as it was made (R41).
    case olderForm
    /// The attribute signing-time is there, which the baseline forbids.
    case signingTimeAttribute
    /// Certificate path or revocation rest on data that came from outside the document.
    case outsideData
}
