/// One document on its way into a package.
public struct PackagedDocument: Hashable, Sendable {
    /// What is known of a signature in the file.
    public struct Signature: Hashable, Sendable {
        /// Name in the certificate; empty = not known.
        public let signer: String
        /// Verdict when it was filed.
        public let verdict: String

        /// Makes it.
        public init(signer: String, verdict: String) {
            self.signer = signer
            self.verdict = verdict
        }
    }

    /// Base of the file names: the code of the document; characters that not every file system takes are replaced.
    public var code: String
    /// The fields (``FieldSet/document(_:)``).
    public var values: FieldValues
    /// Where the file lies on this machine.
    public var file: String
    /// SHA-256 of the file. Count: 32 bytes.
    public var sha256: [UInt8]
    /// Length of the file. Unit: bytes.
    public var sizeBytes: Int64
    /// Media type, such as `application/pdf`.
    public var mediaType: String
    /// Ending of the file name, such as `pdf`.
    public var fileExtension: String
    /// Pages; added up for the head.
    public var pages: Int
    /// The process file (R50); empty = none.
    public var process: [UInt8] = []
    /// Ending of its name; XML unless it came from another software.
    public var processExtension = "xml"
    /// Signatures in the file, for PREMIS.
    public var signatures: [Signature] = []
    /// What only this software knows about it.
    public var properties: [SheetProperty] = []

    /// Makes a document without process file, signatures and properties.
    public init(
        code: String, values: FieldValues, file: String, sha256: [UInt8], sizeBytes: Int64, mediaType: String = "application/pdf",
        fileExtension: String = "pdf", pages: Int
    ) {
        self.code = code
        self.values = values
        self.file = file
        self.sha256 = sha256
        self.sizeBytes = sizeBytes
        self.mediaType = mediaType
        self.fileExtension = fileExtension
        self.pages = pages
    }
}
