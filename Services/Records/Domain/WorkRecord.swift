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
    /// Documents filed.
    public private(set) var documentCount: Int
    /// Whether the dossier it belongs to is finished.
    public private(set) var dossierFinished: Bool
    /// When it was closed.
    public private(set) var closedAt: UTCInstant?
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
        self.dossierFinished = false
        self.closedAt = nil
        self.version = 1
    }

    /// A record as stored; checks nothing but its shape.
    public init(
        loading id: Identifier, fileCode: String, title: String, agencyCode: String, year: Int, planNotation: String,
        retention: RetentionPeriod, creator: String, dossierCode: String, openedAt: UTCInstant, state: RecordState,
        documentCount: Int, dossierFinished: Bool, closedAt: UTCInstant?, version: Int64
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
        self.dossierFinished = dossierFinished
        self.closedAt = closedAt
        self.version = version
    }

    /// Files one more document.
    ///
    /// - Returns: Its ordinal, from 1 (R44).
    /// - Throws: ``RecordsRefusal/recordClosed(_:)``.
    public mutating func file() throws(RecordsRefusal) -> Int {
        guard self.state != .closed else { throw .recordClosed(self.fileCode) }
        self.state = .collecting
        self.documentCount += 1
        self.version += 1
        return self.documentCount
    }

    /// Notes that the dossier is finished, or is taken up again.
    ///
    /// - Returns: Whether this changed anything.
    public mutating func dossier(finished: Bool) -> Bool {
        guard self.state != .closed, self.dossierFinished != finished else { return false }
        self.dossierFinished = finished
        self.version += 1
        return true
    }

    /// Closes the record, which makes it complete; closing a closed record changes nothing.
    ///
    /// - Parameters:
    ///   - expectedVersion: Version the caller has seen.
    ///   - confirmed: Retention as determined again by a person (R47).
    ///   - documents: What is filed in it.
    ///   - expected: The papers of its dossier.
    ///   - now: When.
    /// - Returns: Whether it was closed just now.
    /// - Throws: ``RecordsRefusal/changedMeanwhile(expected:actual:)``; ``RecordsRefusal/incomplete(_:)`` with every gap.
    public mutating func close(
        expectedVersion: Int64, confirmed: RetentionPeriod, documents: [FiledDocument], expected: [ExpectedPaper],
        at now: UTCInstant
    ) throws(RecordsRefusal) -> Bool {
        guard self.state != .closed else { return false }
        guard self.version == expectedVersion else {
            throw .changedMeanwhile(expected: expectedVersion, actual: self.version)
        }
        let gaps = self.gaps(confirmed: confirmed, documents: documents, expected: expected)
        guard gaps.isEmpty else { throw .incomplete(gaps) }
        self.state = .closed
        self.closedAt = now
        self.version += 1
        return true
    }

    private func gaps(
        confirmed: RetentionPeriod, documents: [FiledDocument], expected: [ExpectedPaper]
    ) -> [CompletenessGap] {
        var gaps: [CompletenessGap] = documents.isEmpty ? [.empty] : []
        let present = Set(documents.map(\.componentCode))
        for paper in expected where paper.required && !present.contains(paper.componentCode) {
            gaps.append(.paperMissing(paper.name))
        }
        for document in documents {
            if document.title.isEmpty || document.paperTypeCode.isEmpty {
                gaps.append(.metadataMissing(ordinal: document.ordinal))
            }
            if !document.signedValid { gaps.append(.unsigned(ordinal: document.ordinal)) }
        }
        if !self.dossierCode.isEmpty, !self.dossierFinished { gaps.append(.dossierUnfinished) }
        if confirmed != self.retention { gaps.append(.retentionDiffers(record: self.retention, confirmed: confirmed)) }
        return gaps
    }
}
