/// One document of a record that is taken out as PDF and XML (R52).
public struct ExportedDocument: Hashable, Sendable {
    /// Its fields, by the names of Decree 30/2020/NĐ-CP, annex VI, in the order in which they are written.
    public var fields: [SheetProperty]
    /// Name of the file in the folder; what not every file system takes is replaced. Empty = it has no file.
    public var name: String
    /// Where the file lies on this machine.
    public var file: String
    /// SHA-256 of the file. Count: 32 bytes.
    public var sha256: [UInt8]
    /// Length of the file. Unit: bytes.
    public var sizeBytes: Int64

    /// Makes it.
    public init(fields: [SheetProperty], name: String = "", file: String = "", sha256: [UInt8] = [], sizeBytes: Int64 = 0) {
        self.fields = fields
        self.name = name
        self.file = file
        self.sha256 = sha256
        self.sizeBytes = sizeBytes
    }
}
