public import Clocks

/// What a package says about itself and, at its root, about what it holds.
public struct PackageDescription: Hashable, Sendable {
    /// Why this package supersedes another: `metsHdr/@RECORDSTATUS`.
    public enum RecordStatus: String, CaseIterable, Hashable, Sendable {
        /// A first package.
        case new = "NEW"
        /// More for an earlier one.
        case supplement = "SUPPLEMENT"
        /// Instead of an earlier one.
        case replacement = "REPLACEMENT"
        /// Not meant to be kept.
        case test = "TEST"
        /// Something else.
        case other = "OTHER"
    }

    /// What the package is for.
    public var kind: PackageKind
    /// What it describes.
    public var unit: PackageUnit
    /// Id; it becomes part of ``objectID``.
    public var id: Identifier
    /// Mã phông, or the code of the agency while its fonds has none.
    public var fondsCode: String
    /// The agency that made the package.
    public var agencyName: String
    /// The account of the person or program that packed it.
    public var packedBy: String
    /// Version of this software.
    public var softwareVersion: String
    /// When it was made.
    public var createdAt: UTCInstant
    /// Whether it supersedes another.
    public var status: RecordStatus = .new
    /// Registration of the submission; empty = none.
    public var submissionAgreement = ""
    /// The fields of the root (``FieldSet/head(_:_:)``); counts of documents and pages are filled in by the writer.
    public var head = FieldValues()
    /// What happened to the package's content; written into PREMIS of an archival package.
    public var events: [PreservationEvent] = []
    /// What only this software knows about the record, so that it comes back without loss; written in this order.
    public var properties: [SheetProperty] = []

    /// Makes a description without head, events and properties.
    public init(
        kind: PackageKind, unit: PackageUnit, id: Identifier, fondsCode: String, agencyName: String, packedBy: String,
        softwareVersion: String, createdAt: UTCInstant
    ) {
        self.kind = kind
        self.unit = unit
        self.id = id
        self.fondsCode = fondsCode
        self.agencyName = agencyName
        self.packedBy = packedBy
        self.softwareVersion = softwareVersion
        self.createdAt = createdAt
    }

    /// `mets/@OBJID`: `uuid-…`, of an archival package `urn:<fonds>:uuid-…`.
    public var objectID: String {
        let id = "uuid-" + self.id.description.uppercased()
        return self.kind == .archival ? "urn:\(EntryName.safe(self.fondsCode)):\(id)" : id
    }

    /// The one folder in the container: ``objectID`` with `_` for `:`.
    public var folder: String { self.objectID.split(separator: ":", omittingEmptySubsequences: false).joined(separator: "_") }

    /// The name of the container.
    ///
    /// - Parameter ordinal: Place in the submission, from 1; nil = outside of one.
    public func fileName(ordinal: Int? = nil) -> String { (ordinal.map { "\($0)" } ?? "") + self.folder + ".zip" }
}
