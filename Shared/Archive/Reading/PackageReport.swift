public import Clocks

/// The judgement over a package.
public struct PackageReport: Sendable {
    /// SHA-256 of the container; compare it with the signed minutes. Count: 32 bytes.
    public internal(set) var sha256: [UInt8] = []
    /// Length of the container. Unit: bytes.
    public internal(set) var sizeBytes: Int64 = 0
    /// What the package is for; nil = it does not say.
    public internal(set) var kind: PackageKind?
    /// `mets/@OBJID`; empty = it has none.
    public internal(set) var objectID = ""
    /// When it says it was made; nil = it does not say.
    public internal(set) var createdAt: UTCInstant?
    /// Everything that was found, in the order in which it was found.
    public internal(set) var findings: [PackageFinding] = []
    /// What was asked about signatures, by the path of the file.
    public internal(set) var signatures: [String: SignatureAnswer] = [:]
    /// What is in it; complete only when ``isValid``.
    public internal(set) var contents = PackageContents()

    /// Whether nothing serious was found.
    public var isValid: Bool { !self.findings.contains(where: \.isSerious) }
}
