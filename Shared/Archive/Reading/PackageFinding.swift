/// What is wrong with a package, or worth knowing about it.
public struct PackageFinding: Hashable, Sendable {
    /// What kind of thing it is.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The container cannot be read to its end, or holds what no package may hold.
        case container
        /// A file or folder that belongs to the tree is missing.
        case missing
        /// A file is there that nothing speaks of.
        case unexpected
        /// A file has other bytes than its checksum or its length says.
        case changed
        /// METS, EAD or PREMIS cannot be read or contradict each other.
        case metadata
        /// A field holds what its rule does not allow.
        case field
        /// A date lies in the future or before what it follows.
        case date
        /// A signature is not valid, or cannot be judged.
        case signature
    }

    /// What kind of thing it is.
    public let kind: Kind
    /// The file of the package it is about; empty = the whole.
    public let path: String
    /// Whether the package is not valid because of it.
    public let isSerious: Bool
    /// What it is, in Vietnamese.
    public let vietnamese: String
    /// What it is, in English.
    public let english: String

    init(_ kind: Kind, _ path: String = "", isSerious: Bool = true, _ vietnamese: String, _ english: String) {
        self.kind = kind
        self.path = path
        self.isSerious = isSerious
        self.vietnamese = vietnamese
        self.english = english
    }

    init(_ error: ArchiveError) {
        let kind: Kind =
            switch error.code {
            case .damaged: .changed
            case .malformed where !error.path.isEmpty: .metadata
            case .badValue: .field
            default: .container
            }
        self.init(kind, error.path, "không đọc được hoặc bị từ chối: \(error.message)", "not readable or refused: \(error.message)")
    }
}
