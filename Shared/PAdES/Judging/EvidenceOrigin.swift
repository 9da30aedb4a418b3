/// Where a certificate, OCSP answer or revocation list was found.
public enum EvidenceOrigin: String, Hashable, Sendable, CaseIterable {
    /// In the signature or timestamp itself.
    case signature
    /// In the document's `/DSS`.
    case document
    /// Given by the caller: kept from earlier, or asked for now.
    case caller
}
