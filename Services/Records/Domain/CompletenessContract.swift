/// What a record of a plan entry must hold before it is complete (R46, R47); data of the filing plan, not code.
public struct CompletenessContract: Hashable, Sendable {
    /// Documents, in the order in which they are matched: a document counts for the first line that takes it.
    public let documents: [DocumentRequirement]
    /// Fields that every document needs.
    public let documentFields: [DocumentField]
    /// Fields that the record itself needs beyond its end date.
    public let recordFields: [RecordField]
    /// Signatures of documents that no line takes.
    public let signature: SignatureCase
    /// What ends the work.
    public let closing: ClosingCondition
    /// Whether documents that no line takes do not belong here.
    public let onlyListed: Bool
    /// Officer who mends what nobody else does; empty = the keeper of the record.
    public let responsibleCode: String
    /// Calendar days until what is missing must be there.
    public let dueDays: Int
    /// Calendar days from the end of the work until the record must be closed.
    public let closingDays: Int

    /// What holds for entries that say nothing: every document has a name, a kind and a valid signature.
    public static let usual = CompletenessContract(unchecked: [])

    /// Checks and makes a contract.
    ///
    /// - Throws: ``RecordsRefusal/badContract(_:)`` when two lines share a code or a number of days is out of range.
    public init(
        documents: [DocumentRequirement], documentFields: [DocumentField] = [.title, .type],
        recordFields: [RecordField] = [], signature: SignatureCase = .any, closing: ClosingCondition = .usual,
        onlyListed: Bool = false, responsibleCode: String = "", dueDays: Int = 30, closingDays: Int = 30
    ) throws(RecordsRefusal) {
        var seen: Set<String> = []
        for line in documents where !seen.insert(line.code).inserted { throw .badContract("code \(line.code)") }
        guard (1...3_650).contains(dueDays) else { throw .badContract("dueDays \(dueDays)") }
        guard (1...3_650).contains(closingDays) else { throw .badContract("closingDays \(closingDays)") }
        guard !onlyListed || !documents.isEmpty else { throw .badContract("onlyListed") }
        self.init(
            unchecked: documents, documentFields: documentFields, recordFields: recordFields, signature: signature,
            closing: closing, onlyListed: onlyListed, responsibleCode: responsibleCode, dueDays: dueDays,
            closingDays: closingDays)
    }

    private init(
        unchecked documents: [DocumentRequirement], documentFields: [DocumentField] = [.title, .type],
        recordFields: [RecordField] = [], signature: SignatureCase = .any, closing: ClosingCondition = .usual,
        onlyListed: Bool = false, responsibleCode: String = "", dueDays: Int = 30, closingDays: Int = 30
    ) {
        self.documents = documents
        self.documentFields = documentFields
        self.recordFields = recordFields
        self.signature = signature
        self.closing = closing
        self.onlyListed = onlyListed
        self.responsibleCode = responsibleCode
        self.dueDays = dueDays
        self.closingDays = closingDays
    }

    /// The line that a document counts for; drafts and attachments count for none.
    func line(for document: FiledDocument) -> DocumentRequirement? {
        guard ![.draft, .attachment].contains(document.details.form) else { return nil }
        return self.documents.first { $0.takes(document) }
    }
}
