public import Clocks

/// An uploaded file of a capture; never changed and never removed.
public struct CaptureFile: Hashable, Sendable {
    /// Id.
    public let id: Identifier
    /// Chosen by whoever added it; adds a file once.
    public let key: String
    /// The bytes as uploaded.
    public let file: StoredFile
    /// What it is made of.
    public let kind: CaptureFileKind
    /// Pages in it.
    public let pageCount: Int

    /// Creates a file.
    public init(id: Identifier, key: String, file: StoredFile, kind: CaptureFileKind, pageCount: Int) {
        self.id = id
        self.key = key
        self.file = file
        self.kind = kind
        self.pageCount = pageCount
    }
}
