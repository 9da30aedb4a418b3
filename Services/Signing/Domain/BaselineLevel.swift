/// How long a signature can be judged without asking anybody.
///
/// Source: EN 319 142-1, 6.
public enum BaselineLevel: String, Hashable, Sendable, CaseIterable {
    /// A signature; nothing proves when it was made.
    case basic = "B-B"
    /// With a trusted time.
    case timestamped = "B-T"
    /// With everything needed to judge it in the document.
    case longTerm = "B-LT"
    /// With a document timestamp over that, renewed before it runs out.
    case archival = "B-LTA"
}

extension BaselineLevel: Comparable {
    /// Orders from the shortest-lived to the longest-lived.
    public static func < (left: BaselineLevel, right: BaselineLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .basic: 0
        case .timestamped: 1
        case .longTerm: 2
        case .archival: 3
        }
    }
}
