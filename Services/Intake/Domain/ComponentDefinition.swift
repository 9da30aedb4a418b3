/// One paper a procedure version asks for.
public struct ComponentDefinition: Hashable, Sendable {
    /// The code of the component within the procedure, such as `TP01`.
    public let code: String

    /// The name of the paper for people.
    public let name: String

    /// The code of the paper type in the catalogue, by which stored papers are found again.
    public let paperType: String

    /// How many originals are asked for.
    public let originals: Int

    /// How many copies are asked for.
    public let copies: Int

    /// Whether the dossier is incomplete without it.
    public let isRequired: Bool

    /// Makes a definition.
    public init(
        code: String, name: String, paperType: String, originals: Int, copies: Int, isRequired: Bool
    ) {
        self.code = code
        self.name = name
        self.paperType = paperType
        self.originals = originals
        self.copies = copies
        self.isRequired = isRequired
    }
}
