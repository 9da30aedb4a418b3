/// The certificates and revocation answers that a document carries so that its signatures can be judged later (`/DSS`).
///
/// Whether the values are what their list says is not looked at: they are DER of others, and Shared/PKI reads them.
///
/// Source: EN 319 142-1, 5.4.2; ISO 32000-2, 12.8.4.3.
public struct DocumentSecurityStore: Hashable, Sendable {
    /// DER of certificates, each once, in the order of the file.
    public let certificates: [[UInt8]]
    /// DER of OCSP responses, each once.
    public let ocsps: [[UInt8]]
    /// DER of certificate revocation lists, each once.
    public let crls: [[UInt8]]

    /// Makes a store of values; it is in no document yet.
    public init(certificates: [[UInt8]] = [], ocsps: [[UInt8]] = [], crls: [[UInt8]] = []) {
        self.certificates = certificates
        self.ocsps = ocsps
        self.crls = crls
    }

    /// Reads the store of a document; without one all lists are empty.
    ///
    /// What only an entry of `/VRI` points at is in the lists too. An entry that is no stream is left out, for others
    /// write odd ones and a verdict needs what is usable.
    ///
    /// - Throws: ``PDFError`` with `tooLarge` when a value or all of them exceed their limits, `damaged` when an object
    ///   cannot be read.
    public init(_ document: PDFDocument) throws(PDFError) {
        var reader = SecurityStoreReader(document: document)
        try reader.read()
        self.init(certificates: reader.certificates, ocsps: reader.ocsps, crls: reader.crls)
    }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { self.certificates.isEmpty && self.ocsps.isEmpty && self.crls.isEmpty }

    /// Puts the values behind a document as an incremental update: the store is made, or what it lacks is added.
    ///
    /// `/VRI` is kept as it is and not written, as the baseline advises. Before PDF 2.0 the extension `ESIC` is noted in
    /// the catalog. If the document holds every value already, nothing is written.
    ///
    /// - Parameter document: A document that is signed already.
    /// - Returns: The new file; its `tail` is empty when there was nothing to add.
    /// - Throws: ``PDFError`` with `damaged`, `tooLarge` or `badInput` (an empty value).
    public func appended(to document: PDFDocument) throws(PDFError) -> PDFIncrement {
        try SecurityStoreWriter(document: document, additions: self).increment()
    }
}

extension PDFDocument {
    /// The validation data that the document carries; all lists are empty if it has none.
    ///
    /// - Throws: As ``DocumentSecurityStore/init(_:)``.
    public func securityStore() throws(PDFError) -> DocumentSecurityStore { try DocumentSecurityStore(self) }

    /// The document with further validation data behind it.
    ///
    /// - Throws: As ``DocumentSecurityStore/appended(to:)``.
    public func addingToSecurityStore(
        certificates: [[UInt8]] = [], ocsps: [[UInt8]] = [], crls: [[UInt8]] = []
    ) throws(PDFError) -> PDFIncrement {
        try DocumentSecurityStore(certificates: certificates, ocsps: ocsps, crls: crls).appended(to: self)
    }
}
