/// Why a component is not digitized, as it is declared and counted.
public enum UndigitizedReason: Hashable, Sendable {
    /// It is exempt (R24).
    case exempt(ExemptionReason)
    /// It should be digitized but cannot be with the means at hand: bound volumes, oversize drawings, fragile paper.
    case tooComplex

    /// Every reason.
    public static let all: [UndigitizedReason] = ExemptionReason.allCases.map { .exempt($0) } + [.tooComplex]

    /// The stable name.
    public var name: String {
        switch self {
        case .exempt(let reason): reason.rawValue
        case .tooComplex: "tooComplex"
        }
    }

    /// Reads a stable name.
    public init?(name: String) {
        guard let reason = Self.all.first(where: { $0.name == name }) else { return nil }
        self = reason
    }
}
