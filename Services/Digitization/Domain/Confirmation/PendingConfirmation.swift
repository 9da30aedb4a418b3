public import Clocks

/// What one person confirmed while a second one is still to look (R30).
public struct PendingConfirmation: Hashable, Sendable {
    /// What follows when somebody confirms.
    public enum Decision: Hashable, Sendable {
        /// The fields are confirmed.
        case complete
        /// Another person is asked, because of these doubts.
        case awaitsOther([FieldDoubt])
        /// This is said already and waits: nothing is recorded a second time.
        case saidBefore
    }

    /// Who confirmed.
    public let officerCode: String
    /// What.
    public let fields: [PaperField]
    /// Why a second person is asked.
    public let doubts: [FieldDoubt]
    /// When.
    public let confirmedAt: UTCInstant

    /// Creates a confirmation that waits.
    public init(officerCode: String, fields: [PaperField], doubts: [FieldDoubt], confirmedAt: UTCInstant) {
        self.officerCode = officerCode
        self.fields = fields
        self.doubts = doubts
        self.confirmedAt = confirmedAt
    }

    /// Decides what follows when somebody confirms.
    ///
    /// Two different persons must agree on every doubtful value. Where they do not, the later one waits for another
    /// person in turn. A person may mend what they themselves said, but not be their own second person: whoever says the
    /// same again, because the answer got lost, goes on waiting for another person.
    ///
    /// - Parameters:
    ///   - pending: What waits already.
    ///   - fields: What is confirmed now.
    ///   - officer: By whom.
    ///   - doubts: What speaks against relying on this person alone.
    public static func decide(
        pending: PendingConfirmation?, fields: [PaperField], officer: String, doubts: [FieldDoubt]
    ) -> Decision {
        guard let pending else { return doubts.isEmpty ? .complete : .awaitsOther(doubts) }
        guard pending.officerCode != officer else {
            guard Self.values(pending.fields) != Self.values(fields) else { return .saidBefore }
            return doubts.isEmpty ? .complete : .awaitsOther(doubts)
        }
        let (before, now) = (Self.values(pending.fields), Self.values(fields))
        let asked = Set(pending.doubts.map(\.field)).union(doubts.map(\.field))
        let differing = asked.filter { (before[$0] ?? "") != (now[$0] ?? "") }.sorted()
        guard !differing.isEmpty else { return .complete }
        let others = doubts.filter { !differing.contains($0.field) }
        return .awaitsOther(
            differing.map { FieldDoubt(field: $0, reason: .disagreement, other: before[$0] ?? "", confidence: 0) } + others)
    }

    /// Whether this is what an officer said, value by value.
    public func isSame(as fields: [PaperField], by officer: String) -> Bool {
        self.officerCode == officer && Self.values(self.fields) == Self.values(fields)
    }

    private static func values(_ fields: [PaperField]) -> [String: String] {
        Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
    }
}
