public import Clocks

/// A place in the list of hits, from which the next page goes on. Documents that come later stand before every place, so that
/// they move no page.
public struct SearchPlace: Hashable, Sendable {
    /// Hits with the same diacritics come first.
    public enum Part: Int, Sendable {
        case marked = 1
        case bare = 2
    }

    /// Part of the list.
    public let part: Part
    /// When the document of the place was stored.
    public let storedAt: UTCInstant
    /// The document of the place.
    public let document: Identifier

    /// A place.
    public init(part: Part, storedAt: UTCInstant, document: Identifier) {
        self.part = part
        self.storedAt = storedAt
        self.document = document
    }

    /// Reads a place as ``text`` writes it.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let number = Int(parts[0]), let part = Part(rawValue: number), let micros = Int64(parts[1]),
            let document = Identifier(String(parts[2])), Self.times.contains(micros)
        else { return nil }
        self.init(part: part, storedAt: UTCInstant(microsecondsSinceEpoch: micros), document: document)
    }

    /// The place as a caller gets and returns it.
    public var text: String { "\(self.part.rawValue).\(self.storedAt.microsecondsSinceEpoch).\(self.document)" }

    /// The years 1970 to 2969: what a database time can hold without a second thought.
    private static let times = Int64(0)...Int64(1_000) * 365 * 86_400 * 1_000_000
}
