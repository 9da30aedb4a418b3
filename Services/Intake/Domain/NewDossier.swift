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

    /// Checks what is brought against the component list.
    ///
    /// Missing papers do not stop the opening; they stop the acceptance.
    ///
    /// - Throws: ``DossierError/componentUnknown(_:)``, ``DossierError/componentNamedTwice(_:)``,
    ///   ``DossierError/sheetsOutOfRange(_:)`` or ``DossierError/textMalformed(_:)``.
    public init(
        procedure: ProcedureVersion,
        owner: DossierOwner,
        channel: Channel,
        places: Places,
        officerCode: String,
        assistedBy: String?,
        brought: [BroughtComponent]
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
    public func open(
        id: Identifier, code: DossierCode, at instant: UTCInstant
    ) -> (dossier: Dossier, change: StatusChange, facts: [DossierFact]) {
        let dossier = Dossier(
            loading: DossierParts(
                id: id, code: code, procedure: self.procedure, owner: self.owner, channel: self.channel,
                places: self.places, openedBy: self.officerCode, assistedBy: self.assistedBy, openedAt: instant,
                components: self.components))
        let change = StatusChange(
            from: nil, to: .registered, officerCode: self.officerCode, changedAt: instant, note: "", legalBasis: "")
        return (dossier, change, [.registered] + self.reused.map { .componentReused($0) })
    }
}
