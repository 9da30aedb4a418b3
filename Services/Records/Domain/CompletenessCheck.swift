import Clocks

/// Holds a record against its contract and names everything that is missing (R46, R47, H-03).
public struct CompletenessCheck: Sendable {
    let record: WorkRecord
    /// What the record must hold.
    public let contract: CompletenessContract
    let documents: [FiledDocument]
    let expected: [ExpectedPaper]

    /// Makes a check.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - contract: The contract of its plan entry.
    ///   - documents: What is filed in it and was not removed, by ordinal.
    ///   - expected: The papers of its dossier.
    public init(
        record: WorkRecord, contract: CompletenessContract, documents: [FiledDocument], expected: [ExpectedPaper]
    ) {
        self.record = record
        self.contract = contract
        self.documents = documents
        self.expected = expected
    }

    /// Every gap: first what is not there, then what is wrong with what is there, then the record itself.
    ///
    /// - Parameter confirmed: The retention as a person determined it again; nil before closing.
    public func gaps(confirmed: RetentionPeriod? = nil) -> [CompletenessGap] {
        var gaps: [CompletenessGap] = self.documents.isEmpty ? [.empty] : []
        gaps += self.missingPapers + self.countsOfLines
        for document in self.documents { gaps += self.gaps(of: document) }
        gaps += self.gapsOfRecord
        if let confirmed, confirmed != self.record.retention {
            gaps.append(.retentionDiffers(record: self.record.retention, confirmed: confirmed))
        }
        return gaps
    }

    private var missingPapers: [CompletenessGap] {
        // A draft or a document that was called back fills no place.
        let present = Set(self.documents.filter { Self.counts($0) }.map(\.componentCode))
        return self.expected.filter { $0.required && !present.contains($0.componentCode) }.map { .paperMissing($0.name) }
    }

    private static func counts(_ document: FiledDocument) -> Bool {
        document.details.form != .draft && !document.details.recalled
    }

    private var countsOfLines: [CompletenessGap] {
        var have: [String: Int] = [:]
        for document in self.documents where Self.counts(document) {
            if let line = self.contract.line(for: document) { have[line.code, default: 0] += 1 }
        }
        return self.contract.documents.compactMap { line in
            let count = have[line.code] ?? 0
            if count < line.minimum {
                return .documentMissing(code: line.code, name: line.name, have: count, need: line.minimum)
            }
            if let most = line.maximum, count > most {
                return .tooMany(code: line.code, name: line.name, have: count, most: most)
            }
            return nil
        }
    }

    private var gapsOfRecord: [CompletenessGap] {
        var gaps: [CompletenessGap] = []
        let details = self.record.details
        var fields = self.contract.recordFields.filter { $0 != .endDate && $0 != .shelfPlace }
        // A paper part without its place cannot be found again, whatever the contract says.
        let hasPaper = self.documents.contains { $0.details.form == .paper }
        if hasPaper || self.contract.recordFields.contains(.shelfPlace) { fields.append(.shelfPlace) }
        for field in fields where !(field == .title ? !self.record.title.isEmpty : details.has(field)) {
            gaps.append(.recordField(field))
        }
        let waitsForDossier = !self.record.dossierCode.isEmpty && !self.record.dossierFinished
        if waitsForDossier { gaps.append(.dossierUnfinished) }
        if self.contract.closing != .usual, !details.happened.contains(self.contract.closing) {
            gaps.append(.closingEventMissing(self.contract.closing))
        }
        if let end = details.endedOn {
            if end < self.record.openedAt.vietnamDate { gaps.append(.endBeforeStart) }
        } else if !waitsForDossier {
            gaps.append(.recordField(.endDate))
        }
        return gaps
    }
}
