public import Clocks

/// What a draft says of itself from the beginning.
public struct DocumentHead: Hashable, Codable, Sendable {
    /// Agency.
    public var agency: String
    /// Version of the agency's process.
    public var process: Int
    /// Type.
    public var type: DocumentType
    /// Whether it is a legal normative document.
    public var isNormative: Bool
    /// Trích yếu: what it is about. 1 to 500 characters.
    public var subject: String
    /// Urgency.
    public var urgency: DocumentUrgency
    /// Officer code of the drafter.
    public var drafter: String
    /// Unit that drafts.
    public var unit: String
    /// Officer code of the person who approves and signs.
    public var signer: String
    /// Agency codes of the recipients (nơi nhận).
    public var recipients: [String]
    /// Incoming document that it answers.
    public var answers: Identifier?
    /// Earlier document that it corrects or replaces.
    public var relation: DocumentRelation?

    /// Describes a draft.
    public init(
        agency: String, process: Int, type: DocumentType, isNormative: Bool, subject: String, urgency: DocumentUrgency,
        drafter: String, unit: String, signer: String, recipients: [String], answers: Identifier? = nil,
        relation: DocumentRelation? = nil
    ) {
        self.agency = agency
        self.process = process
        self.type = type
        self.isNormative = isNormative
        self.subject = subject
        self.urgency = urgency
        self.drafter = drafter
        self.unit = unit
        self.signer = signer
        self.recipients = recipients
        self.answers = answers
        self.relation = relation
    }
}
