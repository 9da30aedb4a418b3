public import Clocks

/// A dossier of an administrative procedure, from the desk to the returned result.
///
/// Every change is a method that either changes the dossier and returns what happened, or throws and changes nothing.
/// Time, identities and codes come from outside.
public struct Dossier: Hashable, Sendable {
    /// The identity.
    public let id: Identifier

    /// The code.
    public let code: DossierCode

    /// The procedure version bound at intake (R14).
    public let procedure: ProcedureVersion

    /// The owner.
    public let owner: DossierOwner

    /// How it came in (R13).
    public let channel: Channel

    /// The three places (R13).
    public let places: Places

    /// The officer at the desk.
    public let openedBy: String

    /// The clerk or postal agent who filled in the form for the applicant, or `nil` (R18a).
    public let assistedBy: String?

    /// When it was opened.
    public let openedAt: UTCInstant

    /// The status.
    public internal(set) var status: DossierStatus

    /// The papers, with the result.
    public internal(set) var components: [DossierComponent]

    /// When it was accepted, or `nil` before.
    public internal(set) var acceptedAt: UTCInstant?

    /// The promise made on the receipt slip, kept for the statistics (R18); `nil` before acceptance.
    public internal(set) var originalDueAt: UTCInstant?

    /// When the result is due, waits for the citizen not counted (R6); `nil` before acceptance.
    public internal(set) var dueAt: UTCInstant?

    /// Since when the clock stands still, or `nil` while it runs.
    public internal(set) var suspendedAt: UTCInstant?

    /// How many supplements were asked for (R17).
    public internal(set) var supplementCount: Int

    /// The receipt slip, or `nil` before acceptance (R15).
    public internal(set) var receipt: SlipFile?

    /// Grows by one at every stored change; the store keeps it.
    public private(set) var version: Int64

    /// Makes a dossier from its stored parts; checks nothing but shape.
    public init(loading parts: DossierParts) {
        self.id = parts.id
        self.code = parts.code
        self.procedure = parts.procedure
        self.owner = parts.owner
        self.channel = parts.channel
        self.places = parts.places
        self.openedBy = parts.openedBy
        self.assistedBy = parts.assistedBy
        self.openedAt = parts.openedAt
        self.status = parts.status
        self.components = parts.components
        self.acceptedAt = parts.acceptedAt
        self.originalDueAt = parts.originalDueAt
        self.dueAt = parts.dueAt
        self.suspendedAt = parts.suspendedAt
        self.supplementCount = parts.supplementCount
        self.receipt = parts.receipt
        self.version = parts.version
    }

    /// The same dossier under the version the store gives it.
    public func numbered(_ version: Int64) -> Dossier {
        var copy = self
        copy.version = version
        return copy
    }

    /// Whether it was accepted at any time.
    public var wasAccepted: Bool {
        self.acceptedAt != nil
    }

    /// The codes of the required papers that are not there.
    public var missingComponents: [String] {
        self.components.filter { $0.rule.role == .component && $0.rule.isRequired && !$0.isPresent }.map(\.rule.code)
    }
}
