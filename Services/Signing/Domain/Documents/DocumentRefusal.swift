/// Why a step was not taken. Each case is a sentence for the person; see `DocumentRefusal+Words.swift`.
public enum DocumentRefusal: Error, Hashable, Sendable {
    /// Another step is due, and these can take it.
    case outOfOrder(wanted: DocumentStepKind, due: DocumentStepKind, who: [String])
    /// Somebody else takes this step.
    case notYours(who: [String])
    /// The document has ended: issued, recalled or abandoned.
    case ended(DocumentState)
    /// It is not issued, so it cannot be recalled.
    case notIssued
    /// It bears a number, so it can only be issued or recalled.
    case numbered
    /// Opinions are still wanted of these.
    case opinionsOpen(who: [String])
    /// The drafter has not answered these opinions.
    case opinionsUnanswered(numbers: [Int], who: [String])
    /// Documents of this type need opinions first.
    case opinionsMissing(who: [String])
    /// No opinion has this number, or it was given or answered before.
    case opinionClosed(Int)
    /// Somebody speaks of a version that is not the newest.
    case versionPassed(now: Int)
    /// Somebody else took a step meanwhile.
    case changedMeanwhile(now: Int)
    /// The layout breaks rules of the decree.
    case layoutFaulty([LayoutFault], who: [String])
    /// A character is in none of the fonts, or a part is too large for a page.
    case unprintable(String)
    /// A register book has more entries than fit.
    case tooMany(limit: Int)
    /// The decree has no such copy, or its source cannot be copied: why and what to do, in Vietnamese and English.
    case copyForbidden(String, String)
    /// These versions are not there, or came as finished files.
    case notComparable
    /// There is no PDF to sign.
    case fileMissing(who: [String])
    /// An attachment is no PDF/A, so the organisation could not sign it (R33).
    case attachmentUnsignable(name: String, who: [String])
    /// These attachments lack the organisation's signature (R33, V-22).
    case attachmentsUnsigned(names: [String], who: [String])
    /// The signature is not one of this document, of this file or of this person.
    case signatureOfAnother(field: String, who: [String])
    /// The signature is not completed, or nobody knows it.
    case signatureUnknown
    /// A state secret has no way in; only its number is kept (R74).
    case secret
    /// The agency has no process, or not this version.
    case processUnknown(agency: String)
    /// The process contradicts itself.
    case processFaulty([String])
    /// Nothing is known under the id.
    case unknown
    /// The caller may not see it; the attempt was recorded.
    case notVisible
    /// The reserved number is not there, used, or run out.
    case reservationUnusable
    /// The document that it corrects or replaces is not an issued one of this agency.
    case relationUnusable
    /// Who acts holds no post in the agency that lets him; the attempt was recorded (R75).
    case notEntitled(agency: String)
    /// Who is to get work holds no such post in the agency, or not any more.
    case withoutPost(officer: String, agency: String)
    /// The idempotency key was used for something else.
    case keyReused
    /// The document is none of this agency's, or the recipient none of the document's.
    case recipientUnknown(String)
    /// A value is missing or malformed.
    case malformed(String)

    /// Whether it is a denial of a right, which is kept (R75).
    public var isDenial: Bool {
        switch self {
        case .notYours, .notVisible, .notEntitled: true
        default: false
        }
    }
}
