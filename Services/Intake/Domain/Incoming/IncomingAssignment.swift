/// One of those who handle an incoming document.
public struct IncomingAssignment: Hashable, Codable, Sendable {
    /// Unit; empty when only a person is named.
    public var unit: String
    /// Officer; empty when anybody of the unit may act.
    public var officer: String
    /// Whether it leads (chủ trì); else it cooperates (phối hợp).
    public var isLead: Bool

    /// Names a unit, a person, or both.
    public init(unit: String, officer: String, isLead: Bool) {
        self.unit = unit
        self.officer = officer
        self.isLead = isLead
    }
}
