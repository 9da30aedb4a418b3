/// Why a component is not to be digitized (R24, TT 03/2025 Đ5, O2).
public enum ExemptionReason: String, CaseIterable, Hashable, Sendable {
    /// The dossier came online: it is electronic already.
    case onlineOrigin
    /// The paper was only shown.
    case presentedOnly
    /// A reply to a verification or consultation.
    case verificationReply
    /// A state secret.
    case secret
    /// A national database or the portal shares the data with legal value.
    case sharedData
    /// A photocopy or certified copy, other than a certified e-copy.
    case uncertifiedCopy
}
