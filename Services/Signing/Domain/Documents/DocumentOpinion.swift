public import Clocks

/// An opinion that was asked for, given and answered.
public struct DocumentOpinion: Hashable, Codable, Sendable {
    /// What somebody thinks of a draft.
    public enum Position: String, CaseIterable, Codable, Sendable {
        /// Agrees.
        case agree
        /// Agrees if something is changed.
        case agreeWithChanges
        /// Does not agree.
        case disagree
    }

    /// Who is asked: a unit, or one officer of it.
    public struct Asked: Hashable, Codable, Sendable {
        /// Unit; empty when only a person is asked.
        public var unit: String
        /// Officer; empty when anybody of the unit may answer.
        public var officer: String

        /// Names a unit, a person, or both.
        public init(unit: String, officer: String) {
            self.unit = unit
            self.officer = officer
        }
    }

    /// Number within the document, from 1.
    public var number: Int
    /// Round, from 1.
    public var round: Int
    /// Who is asked.
    public var asked: Asked
    /// The version that was put before them.
    public var version: Int
    /// When it was asked.
    public var askedAt: UTCInstant
    /// Until when it is wanted.
    public var deadline: UTCInstant
    /// Who gave it; empty while nobody has.
    public var givenBy = ""
    /// When.
    public var givenAt: UTCInstant?
    /// Which version it speaks of.
    public var givenOn = 0
    /// What it says.
    public var position: Position?
    /// In words.
    public var text = ""
    /// Whether the drafter took it over.
    public var isTakenOver: Bool?
    /// The drafter's answer.
    public var answer = ""

    /// Whether it still has to be given.
    public var isOpen: Bool { self.givenAt == nil }
    /// Whether the drafter still has to answer it.
    public var awaitsAnswer: Bool { self.givenAt != nil && self.isTakenOver == nil }
}
