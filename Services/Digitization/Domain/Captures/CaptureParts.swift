public import Clocks

/// What is known of a paper before its pages are captured.
public struct CaptureParts: Hashable, Sendable {
    /// Dossier.
    public var dossierID: Identifier
    /// Its code.
    public var dossierCode: String
    /// Component code inside the dossier.
    public var componentCode: String
    /// Kind of paper.
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
    /// Lowest resolution accepted. Unit: dots per inch.
    public var minimumDPI: Int

    /// Creates the parts.
    public init(
        dossierID: Identifier, dossierCode: String, componentCode: String, paperTypeCode: String, role: PaperRole,
        ownerID: String, agencyCode: String, officerCode: String, title: String, minimumDPI: Int
    ) {
        self.dossierID = dossierID
        self.dossierCode = dossierCode
        self.componentCode = componentCode
        self.paperTypeCode = paperTypeCode
        self.role = role
        self.ownerID = ownerID
        self.agencyCode = agencyCode
        self.officerCode = officerCode
        self.title = title
        self.minimumDPI = minimumDPI
    }

    /// The parts of the paper the capture becomes.
    ///
    /// - Parameters:
    ///   - id: The paper's id.
    ///   - scan: What was scanned.
    ///   - pages: Pages counted on paper.
    ///   - officer: Officer who bound it.
    ///   - instant: When it was bound.
    public func paper(
        id: Identifier, scan: StoredFile, pages: Int, boundBy officer: String, at instant: UTCInstant
    ) -> PaperParts {
        PaperParts(
            id: id, dossierID: self.dossierID, dossierCode: self.dossierCode, componentCode: self.componentCode,
            paperTypeCode: self.paperTypeCode, role: self.role, ownerID: self.ownerID, agencyCode: self.agencyCode,
            officerCode: officer, title: self.title, declaredPages: pages, minimumDPI: self.minimumDPI, secrecy: .none,
            scan: scan, receivedAt: instant)
    }
}
