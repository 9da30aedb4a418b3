/// What is taken from a package that comes from outside.
public struct PackageLimits: Hashable, Sendable {
    /// Files and folders.
    public var entries = 200_000
    /// The container and what it unpacks to. Unit: bytes.
    public var totalBytes: Int64 = 1 << 40
    /// One file. Unit: bytes.
    public var entryBytes: Int64 = 16 << 30
    /// All metadata files of one package together. Unit: bytes.
    public var metadataBytes: Int64 = 1 << 30
    /// A file that is handed over whole, to judge its signatures. Unit: bytes.
    public var judgedBytes: Int64 = 256 << 20
    /// How many times larger than the container the content may be.
    public var ratio: Int64 = 100
    /// Below this the ratio does not matter. Unit: bytes.
    public var freeBytes: Int64 = 16 << 20

    /// The usual limits.
    public init() {}
}
