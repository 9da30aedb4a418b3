/// Something that happened to a dossier and that others may want to know.
public enum DossierFact: Hashable, Sendable {
    /// It was opened.
    case registered
    /// A component was filled from the repository.
    case componentReused(ReuseOffer)
    /// The owner was asked for a paper that the repository holds.
    case paperAskedAgain(RepeatedRequest)
    /// It was accepted by an officer.
    case accepted(officerCode: String)
    /// It went to the next hand.
    case handedOver(Handover)
    /// Its status changed.
    case statusChanged(StatusChange)
    /// A component, or the result, is digitized.
    case componentDigitized(componentCode: String)
}
