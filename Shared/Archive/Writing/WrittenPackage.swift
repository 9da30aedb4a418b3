/// A package as it was written.
public struct WrittenPackage: Hashable, Sendable {
    /// `mets/@OBJID`.
    public let objectID: String
    /// SHA-256 of the container: what minutes and the archive's own books hold. Count: 32 bytes.
    public let sha256: [UInt8]
    /// Length of the container. Unit: bytes.
    public let sizeBytes: Int64
    /// Documents in it.
    public let documents: Int
    /// Their pages.
    public let pages: Int
}
