public import Clocks

/// A signature that this service completed, as far as the life of a document asks.
public struct CompletedSignature: Hashable, Sendable {
    /// The request.
    public var request: Identifier
    /// The document it was asked for.
    public var document: Identifier
    /// Whose.
    public var kind: SignatureCase
    /// Officer code, or agency code of the organisation.
    public var holder: String
    /// Digest of the file before. Hexadecimal.
    public var before: String
    /// The signed file.
    public var file: DocumentFile
    /// Number and notation that the request named; empty for a person.
    public var number: String
    /// Date that the request named.
    public var date: VietnamDate?

    /// Describes a completed signature.
    public init(
        request: Identifier, document: Identifier, kind: SignatureCase, holder: String, before: String, file: DocumentFile,
        number: String, date: VietnamDate?
    ) {
        self.request = request
        self.document = document
        self.kind = kind
        self.holder = holder
        self.before = before
        self.file = file
        self.number = number
        self.date = date
    }
}
