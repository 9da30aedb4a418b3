public import Clocks

/// A work record (hồ sơ công việc) and the rules of its life (R42 to R47).
public struct WorkRecord: Hashable, Sendable {
    /// Id.
    public let id: Identifier
    /// File code (R44).
    public let fileCode: String
    /// Title.
    public let title: String
    /// Agency whose plan it follows.
    public let agencyCode: String
    /// Year of the plan.
    public let year: Int
    /// Plan entry.
    public let planNotation: String
    /// How long it is kept.
    public let retention: RetentionPeriod
    /// Unit or person who makes it.
    public let creator: String
    /// Dossier it belongs to (R56); empty = none.
    public let dossierCode: String
    /// When it was opened.
    public let openedAt: UTCInstant
    /// How far it has come.
    public private(set) var state: RecordState
    /// Documents in it; what was taken out does not count.
    public private(set) var documentCount: Int
    /// The ordinal given last; one is never given again (R44).
    public private(set) var lastOrdinal: Int
    /// Whether the dossier it belongs to is finished.
    public private(set) var dossierFinished: Bool
    /// When it was closed.
    public private(set) var closedAt: UTCInstant?
    /// What describes it further.
    public private(set) var details: RecordDetails
    /// Grows by one at every change.
    public private(set) var version: Int64

    /// Opens a record from a plan entry for a dossier.
    public init(
        opening id: Identifier, plan: FilingPlan, entry: FilingPlanEntry, ordinal: Int64, title: String,
        dossierCode: String, at now: UTCInstant
    ) {
        self.id = id
        self.fileCode = FileCode.code(
            agency: plan.agencyCode, year: plan.year,
            notation: FileCode.notation(entry: entry.notation, ordinal: ordinal))
        self.title = title
        self.agencyCode = plan.agencyCode
        self.year = plan.year
        self.planNotation = entry.notation
        self.retention = entry.retention
        self.creator = entry.creator
        self.dossierCode = dossierCode
        self.openedAt = now
        self.state = .open
        self.documentCount = 0
        self.lastOrdinal = 0
        self.dossierFinished = false
        self.closedAt = nil
        self.details = RecordDetails()
        self.version = 1
    }

    /// Opens a record that no plan entry foresees (R43): five fields are needed, the number stands for the ordinal.
    ///
    /// - Throws: ``RecordsRefusal/badNotation(_:)`` unless it has the form `NN.ABBR`; ``RecordsRefusal/missing(_:)``
    ///   without agency, title or creator; ``RecordsRefusal/badYear(_:)``.
    public init(
        adHoc id: Identifier, agencyCode: String, year: Int, notation: String, title: String, retention: RetentionPeriod,
        creator: String, at now: UTCInstant
    ) throws(RecordsRefusal) {
        guard !agencyCode.isEmpty else { throw .missing("agencyCode") }
        guard (2000...2100).contains(year) else { throw .badYear(year) }
        // The entry is thrown away: it holds title, creator and notation against the rules of the plan.
        _ = try FilingPlanEntry(notation: notation, title: title, retention: retention, creator: creator, note: "")
        self.id = id
        self.fileCode = FileCode.code(agency: agencyCode, year: year, notation: notation)
        self.title = title
        self.agencyCode = agencyCode
        self.year = year
        self.planNotation = ""
        self.retention = retention
        self.creator = creator
        self.dossierCode = ""
        self.openedAt = now
        self.state = .open
        self.documentCount = 0
        self.lastOrdinal = 0
        self.dossierFinished = false
        self.closedAt = nil
        self.details = RecordDetails()
        self.version = 1
    }

    /// A record as stored; checks nothing but its shape.
    public init(
        loading id: Identifier, fileCode: String, title: String, agencyCode: String, year: Int, planNotation: String,
        retention: RetentionPeriod, creator: String, dossierCode: String, openedAt: UTCInstant, state: RecordState,
        documentCount: Int, lastOrdinal: Int, dossierFinished: Bool, closedAt: UTCInstant?, details: RecordDetails, version: Int64
    ) {
        self.id = id
        self.fileCode = fileCode
        self.title = title
        self.agencyCode = agencyCode
        self.year = year
        self.planNotation = planNotation
        self.retention = retention
        self.creator = creator
        self.dossierCode = dossierCode
        self.openedAt = openedAt
        self.state = state
        self.documentCount = documentCount
        self.lastOrdinal = lastOrdinal
        self.dossierFinished = dossierFinished
        self.closedAt = closedAt
        self.details = details
        self.version = version
    }

    /// Files one more document.
    ///
    /// - Returns: Its ordinal, from 1 (R44).
    /// - Throws: ``RecordsRefusal/recordClosed(_:)``.
    public mutating func file() throws(RecordsRefusal) -> Int {
        guard self.state.isOpen else { throw .recordClosed(self.fileCode) }
        self.state = .collecting
        self.documentCount += 1
        self.lastOrdinal += 1
        self.version += 1
        return self.lastOrdinal
    }

    /// Notes that the dossier is finished, or is taken up again, and who handles it.
    ///
    /// - Parameters:
    ///   - finished: Whether it is finished; its work then ended on that day.
    ///   - day: The day of the change.
    ///   - officerCode: Who made the change: the officer handling the case keeps the record (Circular 13/2023/TT-BNV);
    ///     empty = not known.
    /// - Returns: Whether this changed anything.
    public mutating func dossier(finished: Bool, on day: VietnamDate, by officerCode: String = "") -> Bool {
        guard self.state.isOpen else { return false }
        var details = self.details
        if self.dossierFinished != finished { details.endedOn = finished ? day : nil }
        if !officerCode.isEmpty { details.keeper = officerCode }
        guard self.dossierFinished != finished || details != self.details else { return false }
        self.dossierFinished = finished
        self.details = details
        self.version += 1
        return true
    }

    /// Describes the record anew.
    ///
    /// - Returns: Whether this changed anything.
    /// - Throws: ``RecordsRefusal/recordClosed(_:)``; ``RecordsRefusal/changedMeanwhile(expected:actual:)``.
    public mutating func describe(_ details: RecordDetails, expectedVersion: Int64) throws(RecordsRefusal) -> Bool {
        guard details != self.details else { return false }
        guard self.details.hold.isEmpty else { throw .onHold(self.details.hold) }
        guard self.state.isOpen else { throw .recordClosed(self.fileCode) }
        guard self.version == expectedVersion else {
            throw .changedMeanwhile(expected: expectedVersion, actual: self.version)
        }
        self.details = details
        self.version += 1
        return true
    }

    /// Puts the record into another state with what describes it then; the rules stand in its course.
    mutating func move(to state: RecordState, details: RecordDetails) {
        self.state = state
        self.details = details
        self.version += 1
    }

    /// Takes the record out of the count; the ledger says by whom and why.
    ///
    /// - Throws: ``RecordsRefusal/wrongState(_:_:)`` unless it is open and counted.
    public mutating func exclude() throws(RecordsRefusal) {
        guard self.state.isOpen, !self.details.excluded else { throw .wrongState(self.fileCode, self.state) }
        self.details.excluded = true
        self.version += 1
    }

    /// Notes that a document was taken out, which callers must see; its ordinal is not given again.
    ///
    /// - Throws: ``RecordsRefusal/recordClosed(_:)``; ``RecordsRefusal/onHold(_:)``.
    public mutating func documentRemoved() throws(RecordsRefusal) {
        guard self.details.hold.isEmpty else { throw .onHold(self.details.hold) }
        guard self.state.isOpen else { throw .recordClosed(self.fileCode) }
        self.documentCount -= 1
        self.version += 1
    }

    /// Closes the record, which makes it complete; closing a closed record changes nothing.
    ///
    /// - Parameters:
    ///   - expectedVersion: Version the caller has seen.
    ///   - confirmed: Retention as determined again by a person (R47).
    ///   - contract: What the record must hold.
    ///   - documents: What is filed in it.
    ///   - expected: The papers of its dossier.
    ///   - now: When.
    /// - Returns: Whether it was closed just now.
    /// - Throws: ``RecordsRefusal/changedMeanwhile(expected:actual:)``; ``RecordsRefusal/incomplete(_:)`` with every gap.
    public mutating func close(
        expectedVersion: Int64, confirmed: RetentionPeriod, contract: CompletenessContract = .usual,
        documents: [FiledDocument], expected: [ExpectedPaper], at now: UTCInstant
    ) throws(RecordsRefusal) -> Bool {
        guard self.state.isOpen else { return false }
        guard self.details.hold.isEmpty else { throw .onHold(self.details.hold) }
        guard self.version == expectedVersion else {
            throw .changedMeanwhile(expected: expectedVersion, actual: self.version)
        }
        let check = CompletenessCheck(record: self, contract: contract, documents: documents, expected: expected)
        let gaps = check.gaps(confirmed: confirmed)
        guard gaps.isEmpty else { throw .incomplete(gaps) }
        self.state = .closed
        self.closedAt = now
        self.version += 1
        return true
    }
}
