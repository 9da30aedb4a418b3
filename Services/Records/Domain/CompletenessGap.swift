/// One reason why a record is not complete (R47). Ordinals name documents.
public enum CompletenessGap: Hashable, Sendable {
    /// Nothing is filed in it.
    case empty
    /// A required paper of the dossier is missing.
    case paperMissing(String)
    /// Documents of a line of the contract are missing.
    case documentMissing(code: String, name: String, have: Int, need: Int)
    /// There are more documents of a line than there may be.
    case tooMany(code: String, name: String, have: Int, most: Int)
    /// A field of a document says nothing.
    case documentField(ordinal: Int, DocumentField)
    /// A document carries no signature at all.
    case unsigned(ordinal: Int)
    /// A document lacks the signature of this kind.
    case signatureMissing(ordinal: Int, SignatureKind)
    /// A signature of this kind does not hold.
    case signatureInvalid(ordinal: Int, SignatureKind)
    /// A signature of this kind was never judged.
    case signatureUnjudged(ordinal: Int, SignatureKind)
    /// Somebody else signed than the officer the contract names.
    case wrongSigner(ordinal: Int, officerCode: String)
    /// A draft lies beside the document issued from it.
    case draftOfIssued(ordinal: Int, issued: Int)
    /// The same file is filed under an earlier ordinal.
    case duplicate(ordinal: Int, of: Int)
    /// Number, notation and issuer are those of an earlier document.
    case sameNumber(ordinal: Int, of: Int)
    /// Attachments that a document announces are missing.
    case attachmentsMissing(ordinal: Int, have: Int, need: Int)
    /// A document is dated after the end of the work.
    case datedAfterEnd(ordinal: Int)
    /// A document that its issuer called back is still here.
    case recalled(ordinal: Int)
    /// A document of a kind that does not belong into records of this entry.
    case unlisted(ordinal: Int)
    /// A field of the record says nothing.
    case recordField(RecordField)
    /// The end date lies before the opening.
    case endBeforeStart
    /// The dossier is not finished, so the end date is not known.
    case dossierUnfinished
    /// What ends the work has not happened.
    case closingEventMissing(ClosingCondition)
    /// The retention as confirmed differs from the one of the record.
    case retentionDiffers(record: RetentionPeriod, confirmed: RetentionPeriod)
    /// Everything is there, the work has ended, and nobody closed the record.
    case notClosed

    /// The document it concerns, or nil.
    public var ordinal: Int? {
        switch self {
        case .documentField(let ordinal, _), .unsigned(let ordinal), .signatureMissing(let ordinal, _),
            .signatureInvalid(let ordinal, _), .signatureUnjudged(let ordinal, _), .wrongSigner(let ordinal, _),
            .draftOfIssued(let ordinal, _), .duplicate(let ordinal, _), .sameNumber(let ordinal, _),
            .attachmentsMissing(let ordinal, _, _), .datedAfterEnd(let ordinal), .recalled(let ordinal),
            .unlisted(let ordinal):
            ordinal
        case .empty, .paperMissing, .documentMissing, .tooMany, .recordField, .endBeforeStart, .dossierUnfinished,
            .closingEventMissing, .retentionDiffers, .notClosed:
            nil
        }
    }

    /// Whether it only tells that the work still runs, so that nobody has to mend it yet.
    public var waitsForTheEnd: Bool {
        switch self {
        case .dossierUnfinished, .closingEventMissing, .recordField(.endDate): true
        default: false
        }
    }
}
