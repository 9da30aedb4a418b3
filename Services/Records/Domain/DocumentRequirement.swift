/// One line of a completeness contract: documents of this kind belong into the record.
public struct DocumentRequirement: Hashable, Sendable {
    /// Stable code inside the contract, for example `QD`.
    public let code: String
    /// What people call it.
    public let name: String
    /// Kinds of paper that fulfil it; empty = every kind.
    public let paperTypeCodes: [String]
    /// Component of the dossier that fulfils it; empty = any.
    public let componentCode: String
    /// At least so many. Range: `0...1000`.
    public let minimum: Int
    /// At most so many; nil = no limit.
    public let maximum: Int?
    /// Signatures that each needs.
    public let signature: SignatureCase
    /// Officer whose personal signature it must be; empty = anybody's.
    public let signerCode: String
    /// Fields that each needs beyond those of the whole contract.
    public let fields: [DocumentField]
    /// Officer who brings it; empty = the keeper of the record.
    public let responsibleCode: String
    /// Days from opening the record until it must be there; nil = as the contract says.
    public let dueDays: Int?

    /// Checks and makes a requirement.
    ///
    /// - Throws: ``RecordsRefusal/missing(_:)`` without code or name; ``RecordsRefusal/badContract(_:)`` for limits that
    ///   cannot be met.
    public init(
        code: String, name: String, paperTypeCodes: [String] = [], componentCode: String = "", minimum: Int = 1,
        maximum: Int? = nil, signature: SignatureCase = .any, signerCode: String = "", fields: [DocumentField] = [],
        responsibleCode: String = "", dueDays: Int? = nil
    ) throws(RecordsRefusal) {
        guard !code.isEmpty else { throw .missing("code") }
        guard !name.isEmpty else { throw .missing("name") }
        guard (0...1_000).contains(minimum) else { throw .badContract("minimum \(minimum)") }
        guard maximum.map({ $0 >= max(1, minimum) && $0 <= 10_000 }) ?? true else { throw .badContract("maximum \(maximum ?? 0)") }
        guard dueDays.map({ (1...3_650).contains($0) }) ?? true else { throw .badContract("dueDays \(dueDays ?? 0)") }
        self.code = code
        self.name = name
        self.paperTypeCodes = paperTypeCodes
        self.componentCode = componentCode
        self.minimum = minimum
        self.maximum = maximum
        self.signature = signature
        self.signerCode = signerCode
        self.fields = fields
        self.responsibleCode = responsibleCode
        self.dueDays = dueDays
    }

    /// Whether a document is of this kind.
    func takes(_ document: FiledDocument) -> Bool {
        guard self.componentCode.isEmpty || self.componentCode == document.componentCode else { return false }
        return self.paperTypeCodes.isEmpty || self.paperTypeCodes.contains(document.paperTypeCode)
    }
}
