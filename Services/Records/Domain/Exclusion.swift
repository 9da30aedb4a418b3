public import Clocks

/// A sealed entry of the ledger of records that do not count: a number, a rule, a person, a reason (R46, R74).
public struct Exclusion: Hashable, Sendable {
    /// Id.
    public let id: Identifier
    /// Agency.
    public let agencyCode: String
    /// Year.
    public let year: Int
    /// Rule.
    public let rule: ExclusionRule
    /// Level, for state secrets only.
    public let secrecy: SecrecyLevel?
    /// Reason in words; always empty for state secrets.
    public let reason: String
    /// How many records. Range: `1...100_000`.
    public let count: Int
    /// The record, where it is in the suite; always empty for state secrets.
    public let fileCode: String
    /// Who decided it.
    public let officerCode: String
    /// When.
    public let decidedAt: UTCInstant

    /// Checks and makes an entry.
    ///
    /// State secrets are counted and nothing else: a reason in words or a file code could carry content, so they are
    /// refused, and the level stands for the reason.
    /// - Throws: ``RecordsRefusal/secretContent(_:)``; ``RecordsRefusal/missing(_:)``; ``RecordsRefusal/badYear(_:)``.
    public init(
        id: Identifier, agencyCode: String, year: Int, rule: ExclusionRule, secrecy: SecrecyLevel?, reason: String,
        count: Int, fileCode: String, officerCode: String, decidedAt: UTCInstant
    ) throws(RecordsRefusal) {
        guard !agencyCode.isEmpty else { throw .missing("agencyCode") }
        guard (2000...2100).contains(year) else { throw .badYear(year) }
        guard !officerCode.isEmpty else { throw .missing("officerCode") }
        guard (1...100_000).contains(count), fileCode.isEmpty || count == 1 else { throw .missing("count (1–100000)") }
        if rule == .stateSecret {
            guard reason.isEmpty else { throw .secretContent("reason") }
            guard fileCode.isEmpty else { throw .secretContent("fileCode") }
            guard secrecy != nil else { throw .missing("secrecy") }
        } else {
            guard secrecy == nil else { throw .secretContent("secrecy") }
            guard (10...500).contains(reason.count) else { throw .missing("reason (10–500)") }
        }
        self.id = id
        self.agencyCode = agencyCode
        self.year = year
        self.rule = rule
        self.secrecy = secrecy
        self.reason = reason
        self.count = count
        self.fileCode = fileCode
        self.officerCode = officerCode
        self.decidedAt = decidedAt
    }
}
