/// The kinds of copy.
///
/// Source: Decree 30/2020, articles 3 and 25, appendix III.
public enum CopyKind: String, CaseIterable, Sendable {
    /// Sao y: full, from the original.
    case trueCopy
    /// Sao lục: full, from a true copy.
    case copyOfCopy
    /// Trích sao: a part, from the original.
    case extract

    /// The form as the copy bears it.
    public var form: String {
        switch self {
        case .trueCopy: "SAO Y"
        case .copyOfCopy: "SAO LỤC"
        case .extract: "TRÍCH SAO"
        }
    }

    /// The letters in the number of the copy.
    public var abbreviation: String {
        switch self {
        case .trueCopy: "SY"
        case .copyOfCopy: "SL"
        case .extract: "TrS"
        }
    }

    /// From what to what it is made (article 25): an electronic document is copied into another electronic one only in part,
    /// because a whole electronic copy is the original again.
    public var directions: Set<CopyDirection> {
        switch self {
        case .trueCopy, .copyOfCopy: [.paperToPaper, .electronicToPaper, .paperToElectronic]
        case .extract: Set(CopyDirection.allCases)
        }
    }
}
