public import Clocks

/// What describes a document beyond its name: the fields of Annex VI, its signatures, and how it hangs on others.
public struct DocumentDetails: Hashable, Sendable {
    /// What kind of copy it is.
    public var form: DocumentForm = .digitized
    /// Số.
    public var number = ""
    /// Ký hiệu.
    public var notation = ""
    /// Date of the document.
    public var issuedOn: VietnamDate?
    /// Agency that issued it.
    public var issuer = ""
    /// Language.
    public var language = ""
    /// Pages; 0 = not counted.
    public var pages = 0
    /// Who signed, by name.
    public var signerName = ""
    /// SHA-256 of the file; empty for paper. Length: 0 or 32 bytes.
    public var digest: [UInt8] = []
    /// Its signatures as judged.
    public var signatures: [FiledSignature] = []
    /// How many attachments it says it has.
    public var attachmentsAnnounced = 0
    /// The document it is attached to.
    public var attachedTo: Identifier?
    /// The draft that this document was issued from.
    public var issuedFrom: Identifier?
    /// Whether its issuer called it back (R55).
    public var recalled = false
    /// Last day on which it is in force; nil = none is known.
    public var validUntil: VietnamDate?

    /// Details of which nothing is known.
    public init() {}
}
