/// A folder scanners write to, and whose papers they are.
public struct WatchedFolder: Codable, Hashable, Sendable {
    /// Where it is.
    public let path: String
    /// Agency of the desk.
    public let agencyCode: String
    /// Officer at the scanner.
    public let officerCode: String
    /// How files are named that belong to an open capture, for example `{dossierCode}_{componentCode}`; what follows the
    /// last part, up to the ending, counts pages and is not looked at.
    public let name: ScanName

    /// Creates a folder.
    public init(path: String, agencyCode: String, officerCode: String, name: ScanName = .standard) {
        self.path = path
        self.agencyCode = agencyCode
        self.officerCode = officerCode
        self.name = name
    }
}
