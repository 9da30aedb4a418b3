public import Clocks
import Synchronization

/// Identifiers that count up from 1: `00000000-0000-7000-8000-000000000001` and so on.
public final class SequentialIdentifiers: IdentifierSource {
    private let counter = Atomic<UInt64>(0)

    /// Makes a source that starts at 1.
    public init() {}

    /// The next identifier.
    public func next() -> Identifier {
        Self.identifier(self.counter.add(1, ordering: .relaxed).newValue)
    }

    /// The identifier with this number.
    public static func identifier(_ number: UInt64) -> Identifier {
        Identifier.version7(at: UTCInstant(microsecondsSinceEpoch: 0), random: (0, number))
    }
}
