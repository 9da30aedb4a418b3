public import Clocks

/// One version of a code list, in force for a time; objects keep the code as it was assigned (R7).
public struct CodeList: Hashable, Sendable {
    /// The name of the list, the same through all versions, such as `dossier_status`.
    public let name: String

    /// The version. Range: 1 and up, growing with time.
    public let version: Int

    /// The title for people.
    public let title: String

    /// The legal basis or the place where the values were read.
    public let source: String

    /// When the version is in force.
    public let validity: ValidityPeriod

    /// The entries in the order in which people see them.
    public let entries: [CodeListEntry]

    /// Makes a version of a list.
    public init(
        name: String, version: Int, title: String, source: String, validity: ValidityPeriod, entries: [CodeListEntry]
    ) {
        self.name = name
        self.version = version
        self.title = title
        self.source = source
        self.validity = validity
        self.entries = entries
    }
}
