public import Clocks

/// A stored document that fills a component, so that nobody is asked for the paper again (R19).
public struct ReuseOffer: Hashable, Sendable {
    /// The component it would fill.
    public let componentCode: String

    /// The document in the owner's repository.
    public let documentID: Identifier

    /// Its digitization result code: `MaKetQuaThayThe`.
    public let resultCode: String

    /// What it is, in Vietnamese.
    public let title: String

    /// The dossier it came from.
    public let sourceDossierCode: String

    /// Whether it was a component or a result there; decides between states 2 and 3 (R28).
    public let sourceRole: PaperRole

    /// When it was stored.
    public let storedAt: UTCInstant

    /// Makes an offer.
    public init(
        componentCode: String,
        documentID: Identifier,
        resultCode: String,
        title: String,
        sourceDossierCode: String,
        sourceRole: PaperRole,
        storedAt: UTCInstant
    ) {
        self.componentCode = componentCode
        self.documentID = documentID
        self.resultCode = resultCode
        self.title = title
        self.sourceDossierCode = sourceDossierCode
        self.sourceRole = sourceRole
        self.storedAt = storedAt
    }

    /// The state a component gets when the offer is taken.
    public var componentState: ComponentState {
        switch self.sourceRole {
        case .component: .reusedFromComponent
        case .result: .reusedFromResult
        }
    }

    /// The offers for a procedure: for each component the newest document of its kind.
    ///
    /// - Parameter documents: What the owner's repository holds, in any order.
    public static func offers(for version: ProcedureVersion, from documents: [RepositoryDocument]) -> [ReuseOffer] {
        version.handedInComponents.compactMap { component in
            let fitting = documents.filter { $0.paperTypeCode == component.paperTypeCode }
            guard let newest = fitting.max(by: { ($0.storedAt, $0.id) < ($1.storedAt, $1.id) }) else {
                return nil
            }
            return ReuseOffer(
                componentCode: component.code,
                documentID: newest.id,
                resultCode: newest.resultCode,
                title: newest.title,
                sourceDossierCode: newest.dossierCode,
                sourceRole: newest.role,
                storedAt: newest.storedAt)
        }
    }
}
