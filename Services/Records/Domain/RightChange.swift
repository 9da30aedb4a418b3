public import Clocks

/// A change of who may read, announced until somebody else confirms it (R53).
public struct RightChange: Hashable, Sendable {
    /// Length of a reason. Unit: characters.
    public static let reasonLength = 10...500
    /// The most officers who can be named.
    public static let mostReaders = 200

    /// The identity.
    public let id: Identifier
    /// What it is about.
    public let subject: RightSubject
    /// Record or document.
    public let subjectID: Identifier
    /// Officers who could read before; empty = everybody.
    public let readersBefore: [String]
    /// Officers who can read since; empty = everybody.
    public let readers: [String]
    /// Why.
    public let reason: String
    /// Who changed it.
    public let officerCode: String
    /// When.
    public let changedAt: UTCInstant
    /// Who confirmed it and when; nil while it is announced.
    public private(set) var confirmation: Confirmation?

    /// Somebody confirmed a change.
    public struct Confirmation: Hashable, Sendable {
        /// Who.
        public let officerCode: String
        /// When.
        public let at: UTCInstant

        /// A confirmation.
        public init(officerCode: String, at instant: UTCInstant) {
            self.officerCode = officerCode
            self.at = instant
        }
    }

    /// A change as it is stored; checks nothing.
    public init(
        loading id: Identifier, subject: RightSubject, subjectID: Identifier, readersBefore: [String], readers: [String],
        reason: String, officerCode: String, changedAt: UTCInstant, confirmation: Confirmation?
    ) {
        self.id = id
        self.subject = subject
        self.subjectID = subjectID
        self.readersBefore = readersBefore
        self.readers = readers
        self.reason = reason
        self.officerCode = officerCode
        self.changedAt = changedAt
        self.confirmation = confirmation
    }

    /// A new change.
    ///
    /// - Throws: ``RecordsRefusal/noOfficer``, ``RecordsRefusal/badValue(_:_:)`` for the reason or the readers.
    public init(
        id: Identifier, subject: RightSubject, subjectID: Identifier, readersBefore: [String], readers: [String],
        reason: String, by officerCode: String, at instant: UTCInstant
    ) throws(RecordsRefusal) {
        guard !officerCode.isEmpty else { throw .noOfficer }
        guard Self.reasonLength.contains(reason.count) else { throw .badValue("reason", "10–500") }
        guard readers.count <= Self.mostReaders, readers.allSatisfy({ (1...64).contains($0.count) }) else {
            throw .badValue("readers", "≤ \(Self.mostReaders), 1–64")
        }
        self.init(
            loading: id, subject: subject, subjectID: subjectID, readersBefore: readersBefore, readers: Set(readers).sorted(),
            reason: reason, officerCode: officerCode, changedAt: instant, confirmation: nil)
    }

    /// Confirms the change; once more by anybody changes nothing.
    ///
    /// - Throws: ``RecordsRefusal/noOfficer``, ``RecordsRefusal/ownChange`` by who made it.
    public mutating func confirm(by officerCode: String, at instant: UTCInstant) throws(RecordsRefusal) {
        guard !officerCode.isEmpty else { throw .noOfficer }
        guard self.confirmation == nil else { return }
        guard officerCode != self.officerCode else { throw .ownChange }
        self.confirmation = Confirmation(officerCode: officerCode, at: instant)
    }
}
