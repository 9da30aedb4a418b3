public import Clocks

/// What somebody wants to do with a document.
public enum DocumentStep: Hashable, Sendable {
    /// Writes a new version.
    case revise(file: DocumentFile?, text: String, attachments: [DocumentFile], reason: String, layout: DraftLayout? = nil)
    /// Asks for opinions.
    case askOpinions(of: [DocumentOpinion.Asked], deadline: UTCInstant)
    /// Hands an opinion that was asked of the actor to another.
    case delegateOpinion(number: Int, to: String, reason: String)
    /// Gives an opinion on a version.
    case giveOpinion(number: Int, version: Int, position: DocumentOpinion.Position, text: String)
    /// Answers an opinion.
    case answerOpinion(number: Int, isTakenOver: Bool, text: String)
    /// Submits the draft for approval.
    case submit
    /// Sends it back to the drafter.
    case sendBack(reason: String)
    /// Approves, or checks content or format, whichever is due.
    case pass(kind: DocumentStepKind, version: Int, note: String)
    /// Enters the personal signature that was completed.
    case enterSignature(CompletedSignature)
    /// Gives it the number that was drawn.
    case number(DocumentNumber)
    /// Enters the organisation's signature that was completed.
    case enterSeal(CompletedSignature)
    /// Issues it, with the completed signatures over its attachments.
    case issue(attachments: [CompletedSignature])
    /// Recalls it.
    case recall(reason: String)
    /// Gives it up.
    case abandon(reason: String)

    /// The step of the process it takes; `nil` for what is outside the order.
    public var kind: DocumentStepKind? {
        switch self {
        case .revise, .askOpinions, .answerOpinion, .submit: .draft
        case .pass(let kind, _, _): kind
        case .enterSignature: .signature
        case .number: .number
        case .enterSeal: .seal
        case .issue: .issue
        case .giveOpinion, .delegateOpinion, .sendBack, .recall, .abandon: nil
        }
    }
}
