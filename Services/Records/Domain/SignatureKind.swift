/// Whose signature stands on a document (Decree 30/2020/NĐ-CP, article 13; Law 20/2023/QH15, article 22).
public enum SignatureKind: String, CaseIterable, Sendable {
    /// Of a person: the authorised signer, or the officer who made a copy.
    case personal
    /// Of the organisation: what the seal is on paper.
    case organization
}
