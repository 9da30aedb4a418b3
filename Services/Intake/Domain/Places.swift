/// The three places of a dossier, which need not be the same (R13).
///
/// Inside the province a dossier is received regardless of administrative boundaries, so the desk that takes it and
/// the agency that decides are two fields.
public struct Places: Hashable, Sendable {
    /// The code of the agency whose desk received it.
    public let receipt: String

    /// The code of the agency that helped the applicant, or `nil`.
    public let support: String?

    /// The code of the agency that decides.
    public let competent: String

    /// Makes the three places.
    public init(receipt: String, support: String?, competent: String) {
        self.receipt = receipt
        self.support = support
        self.competent = competent
    }
}
