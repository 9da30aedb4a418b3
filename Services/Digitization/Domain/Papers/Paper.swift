public import Clocks

/// One paper on its way: received → captured → signed → extracted → coded → stored, or refused (R22).
public struct Paper: Hashable, Sendable {
    /// Longest value of a confirmed field. Unit: characters.
    public static let longestValue = 2000
    /// Most fields of one paper.
    public static let mostFields = 100

    /// What never changes.
    public let parts: PaperParts
    /// How far it has come.
    public private(set) var state: PaperState
    /// Why it was refused; or what was mended, and what a person is to look at.
    public private(set) var findings: [PaperFinding] = []
    /// The e-copy and what was recognised.
    public private(set) var copy: CapturedCopy?
    /// The signed e-copy.
    public private(set) var signedCopy: StoredFile?
    /// The fields as a person confirmed them.
    public private(set) var fields: [PaperField] = []
    /// Who confirmed them (R30).
    public private(set) var confirmedBy: String?
    /// Digitization result code with its parts (R26).
    public private(set) var resultCode: ResultCode?
    /// Document in the owner's repository.
    public private(set) var documentID: Identifier?
    /// When it was stored.
    public private(set) var storedAt: UTCInstant?

    /// Takes a paper in. A paper that is declared secret becomes a stub without content (R31).
    public init(receiving parts: PaperParts) {
        var parts = parts
        if parts.secrecy.admitsContent {
            self.state = .received
        } else {
            self.state = .secretStub
            parts.scan = nil
            parts.title = ""
        }
        self.parts = parts
    }

    /// Rebuilds a paper from storage; what was stored is not judged again.
    public init(loading snapshot: PaperSnapshot) {
        self.parts = snapshot.parts
        self.state = snapshot.state
        self.findings = snapshot.findings
        self.copy = snapshot.copy
        self.signedCopy = snapshot.signedCopy
        self.fields = snapshot.fields
        self.confirmedBy = snapshot.confirmedBy
        self.resultCode = snapshot.resultCode
        self.documentID = snapshot.documentID
        self.storedAt = snapshot.storedAt
    }

    /// Says whether a step is possible now.
    ///
    /// - Throws: ``PaperError/stepImpossible(_:in:)``.
    public func check(_ step: PaperStep) throws(PaperError) {
        guard self.parts.role != .incoming || step.isForLetters else { throw .letterEndsCaptured }
        guard self.state == step.from else { throw .stepImpossible(step, in: self.state) }
    }

    /// The quality gate refuses the scan; the clerk scans again as a new paper.
    public mutating func refuse(_ findings: [PaperFinding]) throws(PaperError) {
        try self.check(.refuse)
        self.findings = findings
        self.state = .refused
    }

    /// Recognition of the same scan is tried once more, after it was given up or cancelled.
    ///
    /// - Throws: ``PaperError/scanNeedsRepeating`` when the quality gate found the scan itself bad.
    public mutating func requeue() throws(PaperError) {
        try self.check(.requeue)
        guard self.findings.allSatisfy(\.admitsAnotherAttempt) else { throw .scanNeedsRepeating }
        self.findings = []
        self.state = .received
    }

    /// A good e-copy was made. Without a signature the paper is captured and no more.
    ///
    /// - Parameter findings: What was mended, and what a person is to look at.
    public mutating func capture(_ copy: CapturedCopy, findings: [PaperFinding] = []) throws(PaperError) {
        try self.check(.capture)
        self.copy = copy
        self.findings = findings
        self.state = .captured
    }

    /// The officer's signature came in.
    ///
    /// - Parameters:
    ///   - original: The file before the signature; must be this paper's e-copy.
    ///   - signed: The file with the signature.
    ///   - isValid: The verdict.
    public mutating func sign(original: StoredFile, signed: StoredFile, isValid: Bool) throws(PaperError) {
        try self.check(.sign)
        guard let copy = self.copy, copy.eCopy.isSameContent(as: original) else { throw .otherCopySigned }
        // The copy itself, handed back as signed, bears no signature (V-22).
        guard isValid, !signed.isSameContent(as: original) else { throw .signatureNotValid }
        self.signedCopy = signed
        self.state = .signed
    }

    /// The signed copy was brought to a higher level; its signatures are the same, and so is the paper's state (R39).
    ///
    /// - Returns: Whether this changed the copy; false when it is held in the newer form already.
    /// - Throws: ``PaperError/otherCopySigned`` when the paper holds neither form.
    public mutating func strengthen(from former: StoredFile, to stronger: StoredFile) throws(PaperError) -> Bool {
        guard let held = self.signedCopy else { throw .otherCopySigned }
        if held.isSameContent(as: stronger) { return false }
        guard held.isSameContent(as: former) else { throw .otherCopySigned }
        self.signedCopy = stronger
        return true
    }

    /// A person confirms the fields (R30).
    public mutating func confirm(_ fields: [PaperField], by officer: String) throws(PaperError) {
        try self.check(.confirm)
        guard !officer.isEmpty else { throw .nobodyConfirmed }
        guard fields.count <= Self.mostFields else { throw .fieldUnusable("") }
        var names: Set<String> = []
        for field in fields {
            guard !field.name.isEmpty, field.name.count <= 100, field.value.count <= Self.longestValue,
                names.insert(field.name).inserted
            else { throw .fieldUnusable(field.name) }
        }
        self.fields = fields
        self.confirmedBy = officer
        self.state = .extracted
    }

    /// The digitization result code is assigned (R26).
    public mutating func assign(_ code: ResultCode) throws(PaperError) {
        try self.check(.assignCode)
        self.resultCode = code
        self.state = .coded
    }

    /// The repository took the document over: now the paper is digitized.
    public mutating func store(as document: Identifier, at instant: UTCInstant) throws(PaperError) {
        try self.check(.store)
        self.documentID = document
        self.storedAt = instant
        self.state = .stored
    }
}
