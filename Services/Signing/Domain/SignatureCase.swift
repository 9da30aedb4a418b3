/// The four cases of signing that must not be mixed up (R33).
public enum SignatureCase: String, Sendable, CaseIterable {
    /// An issued document, signed by the person who is authorised to.
    case issuedByPerson
    /// An issued document, over whose personal signature the organisation puts its own.
    case issuedByOrganisation
    /// An annex in a file of its own, an electronic copy, a digitized archive document: signed by the organisation.
    case copyByOrganisation
    /// A paper of a procedure copied at the desk: signed by the officer who copied it.
    case deskCopy
}
