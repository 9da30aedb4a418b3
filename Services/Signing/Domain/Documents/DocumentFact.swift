public import Clocks

/// Something that happened to a document. Facts are kept for good and in order; the document is what they add up to (R50).
///
/// Cases and labels are the stored form: they are added to, never changed.
public enum DocumentFact: Hashable, Codable, Sendable {
    /// The draft was begun.
    case drafted(head: DocumentHead, version: DraftVersion)
    /// A new version was written; an approval given before ends.
    case revised(version: DraftVersion)
    /// Opinions were asked for.
    case opinionsAsked(round: Int, of: [DocumentOpinion.Asked], deadline: UTCInstant, firstNumber: Int)
    /// An opinion is to be given by another.
    case opinionDelegated(number: Int, to: String, reason: String)
    /// An opinion was given.
    case opinionGiven(number: Int, version: Int, position: DocumentOpinion.Position, text: String)
    /// The drafter answered an opinion.
    case opinionAnswered(number: Int, isTakenOver: Bool, text: String)
    /// The drafter submitted the draft.
    case submitted(version: Int)
    /// Somebody who had to check it sent it back.
    case returned(from: DocumentStepKind, reason: String)
    /// Approved or checked.
    case passed(kind: DocumentStepKind, version: Int, note: String)
    /// The authorised person signed.
    case signed(file: DocumentFile, request: Identifier)
    /// It got number and date.
    case numbered(number: DocumentNumber)
    /// Number and date were put into the signed file, so that its signature still holds (R34).
    case numberWritten(file: DocumentFile)
    /// The organisation signed.
    case sealed(file: DocumentFile, request: Identifier)
    /// An attachment that is a file of its own bears the organisation's signature (Decree 30/2020, article 13; R33).
    case attachmentSigned(file: DocumentFile, former: String, request: Identifier)
    /// A signed file was brought to a higher level or renewed; its signatures are the same (R39).
    case strengthened(file: DocumentFile, former: String)
    /// It was issued and handed to the delivery.
    case issued(recipients: [String])
    /// A recipient's system told how far it is.
    case delivered(delivery: DocumentDelivery)
    /// A later document corrects or replaces it.
    case related(kind: DocumentRelation.Kind, by: Identifier)
    /// It was recalled (article 18).
    case recalled(reason: String)
    /// It was given up before it had a number.
    case abandoned(reason: String)
    /// What an officer still had to do with it went to another (R59).
    case handedOver(from: String, to: String, reason: String)
}
