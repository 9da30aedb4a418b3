public import Clocks

/// What is handed in at the desk, checked against the procedure version but without identity and code.
public struct NewDossier: Hashable, Sendable {
    /// The procedure version in force.
    public let procedure: ProcedureVersion
    /// The owner.
    public let owner: DossierOwner
    /// How it came in.
    public let channel: Channel
    /// The three places.
    public let places: Places
    /// The officer at the desk.
    public let officerCode: String
    /// Who filled in the form for the applicant, or `nil`.
    public let assistedBy: String?

    let components: [DossierComponent]
    let reused: [ReuseOffer]
    let brought: [RepeatWish]
    let held: [ReuseOffer]

    /// Checks what is brought against the component list.
    ///
    /// Missing papers do not stop the opening; they stop the acceptance.
    ///
    /// - Parameter held: What the owner's repository holds for the components (R19).
    /// - Throws: ``DossierError/componentUnknown(_:)``, ``DossierError/componentNamedTwice(_:)``,
    ///   ``DossierError/sheetsOutOfRange(_:)`` or ``DossierError/textMalformed(_:)``.
    public init(
        procedure: ProcedureVersion,
        owner: DossierOwner,
        channel: Channel,
        places: Places,
        officerCode: String,
        assistedBy: String?,
        brought: [BroughtComponent],
        held: [ReuseOffer] = []
    ) throws(DossierError) {
        guard (1...64).contains(officerCode.count) else {
            throw .textMalformed("officer_code")
        }
        guard (assistedBy?.count ?? 0) <= 200 else {
            throw .textMalformed("assisted_by")
        }
        var byCode: [String: BroughtComponent] = [:]
        for component in brought {
            guard procedure.handedInComponents.contains(where: { $0.code == component.code }) else {
                throw .componentUnknown(component.code)
            }
            let sheets = 0...BroughtComponent.maximumSheets
            guard sheets.contains(component.originals), sheets.contains(component.copies) else {
                throw .sheetsOutOfRange(component.code)
            }
            guard byCode.updateValue(component, forKey: component.code) == nil else {
                throw .componentNamedTwice(component.code)
            }
        }
        self.procedure = procedure
        self.owner = owner
        self.channel = channel
        self.places = places
        self.officerCode = officerCode
        self.assistedBy = assistedBy
        self.brought = brought.filter { $0.reuse == nil && $0.originals + $0.copies > 0 }
            .map { RepeatWish(componentCode: $0.code, reason: $0.repeatReason, note: $0.repeatNote) }
        self.held = held
        self.reused = procedure.components.compactMap { byCode[$0.code]?.reuse }
        self.components = procedure.components.map { rule in
            let component = byCode[rule.code]
            return DossierComponent(
                loading: rule,
                originals: component?.originals ?? 0,
                copies: component?.copies ?? 0,
                state: component?.reuse?.componentState ?? .notDigitized,
                resultCode: component?.reuse?.resultCode,
                documentID: component?.reuse?.documentID)
        }
    }

    /// Opens the dossier under its identity and code.
    ///
    /// - Returns: The dossier with status 1, its first entry of history, and what happened.
    /// - Throws: ``DossierError/papersHeld(_:)`` or ``DossierError/repeatNoteMissing(_:)`` when a paper is brought that the
    ///   repository holds (R19).
    public func open(
        id: Identifier, code: DossierCode, at instant: UTCInstant
    ) throws(DossierError) -> (dossier: Dossier, change: StatusChange, facts: [DossierFact]) {
        let again = try self.repeatedRequests(at: instant)
        let dossier = Dossier(
            loading: DossierParts(
                id: id, code: code, procedure: self.procedure, owner: self.owner, channel: self.channel,
                places: self.places, openedBy: self.officerCode, assistedBy: self.assistedBy, openedAt: instant,
                components: self.components))
        let change = StatusChange(
            from: nil, to: .registered, officerCode: self.officerCode, changedAt: instant, note: "", legalBasis: "")
        let facts: [DossierFact] =
            [.registered] + self.reused.map { .componentReused($0) } + again.map { .paperAskedAgain($0) }
        return (dossier, change, facts)
    }

    /// The papers that are brought although they are held, with their reasons (R19).
    ///
    /// - Throws: ``DossierError/papersHeld(_:)`` or ``DossierError/repeatNoteMissing(_:)``.
    public func repeatedRequests(at instant: UTCInstant) throws(DossierError) -> [RepeatedRequest] {
        try RepeatedRequest.check(self.brought, against: self.held, by: self.officerCode, at: instant)
    }
}
