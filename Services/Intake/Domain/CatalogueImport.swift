import Clocks

/// What an import of procedures would change.
public struct CatalogueImport: Hashable, Sendable {
    /// The versions that are new.
    public let added: [ProcedureVersion]

    /// Stored versions that get a last day because a later version follows.
    public let ended: [ProcedureVersion]

    /// How many versions are there already.
    public let unchangedCount: Int

    /// Compares the versions handed in with the stored ones.
    ///
    /// A stored version may only get a last day; anything else about it is what dossiers were bound to.
    ///
    /// - Throws: ``CatalogueFaults`` with every fault found.
    public init(_ received: [ProcedureVersion], into stored: [ProcedureVersion]) throws(CatalogueFaults) {
        var faults: [CatalogueFault] = []
        var all = Dictionary(stored.map { (Self.key($0), $0) }, uniquingKeysWith: { first, _ in first })
        var added: [ProcedureVersion] = []
        var ended: [ProcedureVersion] = []
        var unchanged = 0
        for version in received {
            guard let before = all[Self.key(version)] else {
                added.append(version)
                all[Self.key(version)] = version
                continue
            }
            if before == version {
                unchanged += 1
            } else if before.differsOnlyInLastDay(from: version), before.validity.until == nil {
                ended.append(version)
                all[Self.key(version)] = version
            } else {
                faults.append(.versionRewritten(version.code, version.version))
            }
        }
        for (code, versions) in Dictionary(grouping: all.values, by: \.code).sorted(by: { $0.key < $1.key }) {
            let ordered = versions.sorted { $0.validity.from < $1.validity.from }
            for (earlier, later) in zip(ordered, ordered.dropFirst()) where earlier.validity.overlaps(later.validity) {
                faults.append(.versionsOverlap(code, earlier.version, later.version))
            }
        }
        guard faults.isEmpty else {
            throw CatalogueFaults(faults: faults)
        }
        self.added = added
        self.ended = ended
        self.unchangedCount = unchanged
    }

    private static func key(_ version: ProcedureVersion) -> String {
        "\(version.code)/\(version.version)"
    }
}

extension ProcedureVersion {
    fileprivate func differsOnlyInLastDay(from other: ProcedureVersion) -> Bool {
        self.code == other.code && self.version == other.version && self.name == other.name
            && self.sector == other.sector && self.competentAgencyCode == other.competentAgencyCode
            && self.handlingSection == other.handlingSection && self.limit == other.limit
            && self.cutOffMinute == other.cutOffMinute && self.components == other.components
            && self.validity.from == other.validity.from && self.filingNotation == other.filingNotation
    }
}
