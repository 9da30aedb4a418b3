/// What a package holds, as far as it could be read.
public struct PackageContents: Hashable, Sendable {
    /// One document.
    public struct Document: Hashable, Sendable {
        /// The fields that describe it.
        public let values: FieldValues
        /// Path of its file, from the folder of the package.
        public let path: String
        /// SHA-256 of the file as it stands in the container, in upper-case hexadecimal digits.
        public let digest: String
        /// Length. Unit: bytes.
        public let sizeBytes: Int64
        /// Media type as METS has it.
        public let mediaType: String
        /// Path of its process file (R50); empty = none.
        public let processPath: String
        /// What only this software wrote about it.
        public internal(set) var properties: [SheetProperty]

        /// The code: `docCode`, or `arcDocCode` in a package for use.
        public var code: String { self.values[.docCode].isEmpty ? self.values[.arcDocCode] : self.values[.docCode] }
    }

    /// The folder in the container.
    public internal(set) var folder = ""
    /// What the package describes.
    public internal(set) var unit = PackageUnit.record
    /// The code of the fonds; empty = none.
    public internal(set) var fondsCode = ""
    /// The fields of the root.
    public internal(set) var head = FieldValues()
    /// What only this software wrote about the record.
    public internal(set) var properties: [SheetProperty] = []
    /// The documents, in the order of the package.
    public internal(set) var documents: [Document] = []
}
