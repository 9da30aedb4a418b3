/// A signature found in a document, and what its byte range says about it.
///
/// This is the first half of a verdict: whether the CMS is sound and who signed is Shared/PKI's to say.
public struct EmbeddedSignature: Hashable, Sendable {
    /// Why a signature's claim about the file cannot be trusted.
    public enum Fault: Hashable, Sendable {
        /// `/ByteRange` is missing or not four whole numbers, the first of them 0.
        case byteRangeMalformed
        /// The spans overlap or reach beyond the file.
        case byteRangeOutside
        /// What the spans leave out is not exactly the `<…>` of `/Contents`.
        case gapIsNotContents
        /// The second span ends neither at the end of the file nor at the end of a revision.
        case endIsNoRevision
        /// The revision that is covered cannot be opened by itself.
        case revisionUnreadable
        /// The signature dictionary of the covered revision differs from the one shown now.
        case dictionaryReplaced
        /// `/Contents` does not begin with one DER or BER value followed by nothing but zeros.
        case contentsNotPadded
        /// The spans overlap another signature's `<…>` that is not covered as a whole.
        case overlapsOtherSignature
    }

    /// How much of the file is covered.
    public enum Coverage: Hashable, Sendable {
        /// Everything: nothing was added after this signature.
        case wholeFile
        /// A revision; so many bytes were added later.
        case earlierRevision(laterBytes: Int)
        /// Nothing that can be relied on; see ``EmbeddedSignature/faults``.
        case nothing
    }

    /// The full name of the field.
    public let fieldName: String
    /// The signature dictionary's object; `nil` if it stands directly in the field.
    public let reference: PDFReference?
    /// The signature dictionary.
    public let dictionary: PDFDictionary
    /// The byte range, if it is well-formed.
    public let byteRange: SignatureByteRange?
    /// The bytes of `/Contents`, with their zero padding.
    public let contents: [UInt8]
    /// The value in `/Contents` without padding, DER or in older files BER; empty if there is none.
    public let cms: [UInt8]
    /// SHA-256 over the covered spans; `nil` if they are outside the file.
    public let sha256: [UInt8]?
    /// How much is covered.
    public let coverage: Coverage
    /// What is wrong; empty if the byte range can be relied on.
    public let faults: [Fault]

    /// `/SubFilter`, such as `ETSI.CAdES.detached`.
    public var subFilter: String? { self.dictionary["SubFilter"]?.nameValue }
    /// `/M` as it is written: the claimed time of signing.
    public var claimedTime: String? { self.dictionary["M"]?.textValue }
    /// Whether this is a document timestamp.
    public var isDocumentTimestamp: Bool { self.dictionary["Type"]?.nameValue == "DocTimeStamp" || self.subFilter == "ETSI.RFC3161" }
}
