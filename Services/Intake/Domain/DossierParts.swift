public import Clocks

/// The stored parts of a dossier, in the order of its columns.
public struct DossierParts: Hashable, Sendable {
    /// See ``Dossier/id``.
    public var id: Identifier
    /// See ``Dossier/code``.
    public var code: DossierCode
    /// See ``Dossier/procedure``.
    public var procedure: ProcedureVersion
    /// See ``Dossier/owner``.
    public var owner: DossierOwner
    /// See ``Dossier/channel``.
    public var channel: Channel
    /// See ``Dossier/places``.
    public var places: Places
    /// See ``Dossier/openedBy``.
    public var openedBy: String
    /// See ``Dossier/assistedBy``.
    public var assistedBy: String?
    /// See ``Dossier/openedAt``.
    public var openedAt: UTCInstant
    /// See ``Dossier/status``.
    public var status: DossierStatus
    /// See ``Dossier/components``.
    public var components: [DossierComponent]
    /// See ``Dossier/acceptedAt``.
    public var acceptedAt: UTCInstant?
    /// See ``Dossier/originalDueAt``.
    public var originalDueAt: UTCInstant?
    /// See ``Dossier/dueAt``.
    public var dueAt: UTCInstant?
    /// See ``Dossier/suspendedAt``.
    public var suspendedAt: UTCInstant?
    /// See ``Dossier/supplementCount``.
    public var supplementCount: Int
    /// See ``Dossier/receipt``.
    public var receipt: SlipFile?
    /// See ``Dossier/version``.
    public var version: Int64

    /// Makes the parts of a dossier that was just opened; what comes later is empty.
    public init(
        id: Identifier,
        code: DossierCode,
        procedure: ProcedureVersion,
        owner: DossierOwner,
        channel: Channel,
        places: Places,
        openedBy: String,
        assistedBy: String?,
        openedAt: UTCInstant,
        components: [DossierComponent]
    ) {
        self.id = id
        self.code = code
        self.procedure = procedure
        self.owner = owner
        self.channel = channel
        self.places = places
        self.openedBy = openedBy
        self.assistedBy = assistedBy
        self.openedAt = openedAt
        self.status = .registered
        self.components = components
        self.supplementCount = 0
        self.version = 1
    }
}
