/// One thing that can be true of a dossier, a work record or a desk, and is counted.
public enum Measure: String, CaseIterable, Sendable {
    /// A dossier was accepted (hồ sơ đã tiếp nhận).
    case dossierReceived
    /// At least one component of a dossier was captured and none is stored yet: scanned is not digitized (R22, R66).
    case dossierCapturedOnly
    /// At least one component of a dossier is digitized: signed, extracted, coded and stored (R22, V-16).
    case dossierDigitized
    /// The result of a dossier is digitized and linked with its code (R27, V-16).
    case dossierWithResult
    /// At least one component of a dossier was reused (R19, V-18).
    case dossierReusing
    /// The repository held a paper that a dossier needs: it was reused, or asked for again (R19).
    case dossierWithHeldPaper
    /// The owner of a dossier was asked for a paper that the repository held (R19).
    case dossierAskingAgain
    /// … because the held paper was no longer valid.
    case askedAgainExpired
    /// … because what it says has changed.
    case askedAgainChanged
    /// … because its copy cannot be read.
    case askedAgainUnreadable
    /// … because a legal document demands it.
    case askedAgainLaw
    /// … because it is doubted.
    case askedAgainDoubted
    /// … which the owner brought of their own accord.
    case askedAgainVoluntary
    /// … for another reason.
    case askedAgainOther
    /// A work record was opened (H-15).
    case recordCreated
    /// A work record was closed (R46, H-15).
    case recordComplete
    /// A work record was taken over by the archive (R46).
    case recordTransferred
    /// A work record was taken out of the count, by rule, person and reason (H-17, H-18).
    case recordExcluded
    /// A work record that was complete elsewhere was taken in; it is none of those created (R58).
    case recordTakenIn
    /// A desk is known with its tools and people (V-14).
    case deskRecorded
    /// A desk has a scanner and the software for it (V-14, V-20).
    case deskEquipped
    /// A desk has people, and all of them have been trained (V-14).
    case deskTrained

    /// Whether it is a state of a desk, which lasts until somebody records another, and not something that happened once.
    public var isOfDesk: Bool {
        self == .deskRecorded || self == .deskEquipped || self == .deskTrained
    }
}
