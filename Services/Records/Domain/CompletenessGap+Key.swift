extension CompletenessGap {
    /// The stable name of its kind: in tasks, events and figures.
    public var kind: String {
        switch self {
        case .empty: "empty"
        case .paperMissing: "paperMissing"
        case .documentMissing: "documentMissing"
        case .tooMany: "tooMany"
        case .documentField: "documentField"
        case .unsigned: "unsigned"
        case .signatureMissing: "signatureMissing"
        case .signatureInvalid: "signatureInvalid"
        case .signatureUnjudged: "signatureUnjudged"
        case .wrongSigner: "wrongSigner"
        case .draftOfIssued: "draftOfIssued"
        case .duplicate: "duplicate"
        case .sameNumber: "sameNumber"
        case .attachmentsMissing: "attachmentsMissing"
        case .datedAfterEnd: "datedAfterEnd"
        case .recalled: "recalled"
        case .unlisted: "unlisted"
        case .recordField: "recordField"
        case .endBeforeStart: "endBeforeStart"
        case .dossierUnfinished: "dossierUnfinished"
        case .closingEventMissing: "closingEventMissing"
        case .retentionDiffers: "retentionDiffers"
        case .notClosed: "notClosed"
        }
    }

    /// What tells this gap of a record from every other, and stays while the gap stays.
    ///
    /// Counts are left out: one more document of three makes the gap smaller, not another one.
    public var key: String {
        switch self {
        case .empty, .endBeforeStart, .dossierUnfinished, .notClosed, .retentionDiffers: self.kind
        case .paperMissing(let name): "\(self.kind):\(name)"
        case .documentMissing(let code, _, _, _), .tooMany(let code, _, _, _): "\(self.kind):\(code)"
        case .documentField(let ordinal, let field): "\(self.kind):\(ordinal):\(field.rawValue)"
        case .signatureMissing(let ordinal, let kind), .signatureInvalid(let ordinal, let kind),
            .signatureUnjudged(let ordinal, let kind):
            "\(self.kind):\(ordinal):\(kind.rawValue)"
        case .recordField(let field): "\(self.kind):\(field.rawValue)"
        case .closingEventMissing(let condition): "\(self.kind):\(condition.rawValue)"
        case .unsigned(let ordinal), .wrongSigner(let ordinal, _), .draftOfIssued(let ordinal, _),
            .duplicate(let ordinal, _), .sameNumber(let ordinal, _), .attachmentsMissing(let ordinal, _, _),
            .datedAfterEnd(let ordinal), .recalled(let ordinal), .unlisted(let ordinal):
            "\(self.kind):\(ordinal)"
        }
    }

    /// How many there are and how many there should be, where the gap is one of numbers, or of ordinals.
    var counts: [Int] {
        switch self {
        case .documentMissing(_, _, let have, let need), .attachmentsMissing(_, let have, let need): [have, need]
        case .tooMany(_, _, let have, let most): [have, most]
        case .draftOfIssued(_, let other), .duplicate(_, let other), .sameNumber(_, let other): [other]
        default: []
        }
    }
}
