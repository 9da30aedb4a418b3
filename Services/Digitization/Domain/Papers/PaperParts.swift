public import Clocks

/// What is known of a paper from the moment it is handed over, and never changes.
public struct PaperParts: Hashable, Sendable {
    /// Id.
    public var id: Identifier
    /// Dossier.
    public var dossierID: Identifier
    /// Its code; also the ordering key of events.
    public var dossierCode: String
    /// Component code inside the dossier.
    public var componentCode: String
    /// Kind of paper; decides the extraction rules and is part of the result code.
    public var paperTypeCode: String
    /// Handed in, or result.
    public var role: PaperRole
    /// Personal id or enterprise code of the owner.
    public var ownerID: String
    /// Agency of the desk.
    public var agencyCode: String
    /// Officer at the scanner.
    public var officerCode: String
    /// What the paper is called.
    public var title: String
    /// Pages counted on paper.
    public var declaredPages: Int
    /// Lowest resolution accepted. Unit: dots per inch.
    public var minimumDPI: Int
    /// Declared secrecy.
    public var secrecy: SecrecyLevel
    /// The scan as uploaded; nil for a secret paper.
    public var scan: StoredFile?
    /// When it came in.
    public var receivedAt: UTCInstant

    /// Creates the parts.
    public init(
        id: Identifier, dossierID: Identifier, dossierCode: String, componentCode: String, paperTypeCode: String,
        role: PaperRole, ownerID: String, agencyCode: String, officerCode: String, title: String, declaredPages: Int,
        minimumDPI: Int, secrecy: SecrecyLevel, scan: StoredFile?, receivedAt: UTCInstant
    ) {
        self.id = id
        self.dossierID = dossierID
        self.dossierCode = dossierCode
        self.componentCode = componentCode
        self.paperTypeCode = paperTypeCode
        self.role = role
        self.ownerID = ownerID
        self.agencyCode = agencyCode
        self.officerCode = officerCode
        self.title = title
        self.declaredPages = declaredPages
        self.minimumDPI = minimumDPI
        self.secrecy = secrecy
        self.scan = scan
        self.receivedAt = receivedAt
    }
}
