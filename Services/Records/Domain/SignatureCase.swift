/// Which signatures a document of a record needs.
public enum SignatureCase: String, CaseIterable, Sendable {
    /// None: working papers, attachments, paper originals.
    case notNeeded
    /// A valid one, whoever gave it.
    case any
    /// The signer's own.
    case personal
    /// The organisation's.
    case organization
    /// Both: an issued document (signed by the authorised person, sealed by the organisation).
    case personalAndOrganization

    /// The kinds that must be there, one by one; empty where none or any will do.
    public var kinds: [SignatureKind] {
        switch self {
        case .notNeeded, .any: []
        case .personal: [.personal]
        case .organization: [.organization]
        case .personalAndOrganization: [.personal, .organization]
        }
    }
}
