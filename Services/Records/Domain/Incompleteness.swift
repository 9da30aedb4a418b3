public import Clocks

/// A gap with who mends it and until when: one line of "incomplete because …".
public struct Incompleteness: Hashable, Sendable {
    /// What is missing.
    public let gap: CompletenessGap
    /// Name of the document it concerns; empty = the record itself.
    public let documentTitle: String
    /// Officer who mends it, by code; empty = nobody is named, then ``unit`` is asked.
    public let officerCode: String
    /// Unit or person of the plan entry.
    public let unit: String
    /// Until when.
    public let dueOn: VietnamDate

    /// Makes a value.
    public init(gap: CompletenessGap, documentTitle: String, officerCode: String, unit: String, dueOn: VietnamDate) {
        self.gap = gap
        self.documentTitle = documentTitle
        self.officerCode = officerCode
        self.unit = unit
        self.dueOn = dueOn
    }

    /// Changes whenever what people are told changes: count, document, person, unit or date.
    public var fingerprint: String {
        let counts = self.gap.counts.map(String.init).joined(separator: "/")
        return [self.gap.key, counts, self.documentTitle, self.officerCode, self.unit, self.dueOn.iso8601]
            .joined(separator: "\u{1F}")
    }
}

extension CompletenessCheck {
    /// Whether the work of the record has ended, so that everything is due.
    public var hasEnded: Bool {
        self.record.details.endedOn != nil && (self.record.dossierCode.isEmpty || self.record.dossierFinished)
    }

    /// What somebody has to do now: while the work runs, what can be brought already; once it has ended, everything,
    /// and at last to close the record. Nothing for records that are closed or taken out of the count.
    public func due() -> [Incompleteness] {
        guard self.record.state.isOpen, !self.record.details.excluded else { return [] }
        let gaps = self.gaps().filter { $0 != .empty || self.hasEnded }
        let wanted = gaps.filter { self.hasEnded || !$0.waitsForTheEnd }
        return (wanted.isEmpty && self.hasEnded ? [.notClosed] : wanted).map(self.placed)
    }

    /// Every gap of now with its mender and date, whether or not it is due already.
    public func review() -> [Incompleteness] { self.gaps().map(self.placed) }

    private func placed(_ gap: CompletenessGap) -> Incompleteness {
        let document = gap.ordinal.flatMap { ordinal in self.documents.first { $0.ordinal == ordinal } }
        let line = self.line(of: gap, document: document)
        return Incompleteness(
            gap: gap, documentTitle: document?.title ?? "", officerCode: self.officer(gap, document: document, line: line),
            unit: self.record.creator, dueOn: self.dueOn(document: document, line: line))
    }

    private func line(of gap: CompletenessGap, document: FiledDocument?) -> DocumentRequirement? {
        switch gap {
        case .documentMissing(let code, _, _, _), .tooMany(let code, _, _, _):
            self.contract.documents.first { $0.code == code }
        default: document.flatMap { self.contract.line(for: $0) }
        }
    }

    /// The signer mends his signature, who brought a document its fields, who is named in the contract the rest.
    private func officer(_ gap: CompletenessGap, document: FiledDocument?, line: DocumentRequirement?) -> String {
        var candidates: [String] = []
        switch gap {
        case .unsigned, .signatureMissing(_, .personal), .signatureInvalid(_, .personal): candidates = [line?.signerCode ?? ""]
        case .wrongSigner(_, let officer): candidates = [officer]
        case .documentMissing: candidates = [line?.responsibleCode ?? ""]
        case .documentField: candidates = [document?.filedBy ?? "", line?.responsibleCode ?? ""]
        default: break
        }
        candidates += [self.record.details.keeper, self.contract.responsibleCode]
        return candidates.first { !$0.isEmpty } ?? ""
    }

    private func dueOn(document: FiledDocument?, line: DocumentRequirement?) -> VietnamDate {
        let start = document?.filedOn ?? self.record.openedAt.vietnamDate
        let running = start.adding(days: (document == nil ? line?.dueDays : nil) ?? self.contract.dueDays)
        guard self.hasEnded, let end = self.record.details.endedOn else { return running }
        return min(running, end.adding(days: self.contract.closingDays))
    }
}
