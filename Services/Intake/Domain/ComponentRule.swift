/// One paper a procedure version asks for or produces (R14).
public struct ComponentRule: Hashable, Sendable {
    /// The code inside the procedure, such as `TP01`.
    public let code: String

    /// The name of the paper.
    public let name: String

    /// The kind of paper by the code list `paperType`, by which stored papers are found again.
    public let paperTypeCode: String

    /// Whether the dossier is incomplete without it.
    public let isRequired: Bool

    /// Handed in, or the result.
    public let role: PaperRole

    /// The reason why it is not digitized, or `nil` when it is (R24).
    public let exemptionCode: String?

    /// Makes a rule.
    public init(
        code: String, name: String, paperTypeCode: String, isRequired: Bool, role: PaperRole, exemptionCode: String?
    ) {
        self.code = code
        self.name = name
        self.paperTypeCode = paperTypeCode
        self.isRequired = isRequired
        self.role = role
        self.exemptionCode = exemptionCode
    }

    /// Whether the paper is to be digitized.
    public var isDigitized: Bool {
        self.exemptionCode == nil
    }
}
