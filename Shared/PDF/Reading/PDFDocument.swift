internal import CQPDF
internal import Synchronization

/// A PDF from outside, opened strictly: what would need guessing is refused.
///
/// Concurrency: safe from any task; calls wait for each other, because libqpdf allows one at a time.
public final class PDFDocument: Sendable {
    /// The bytes of the file, or of the revision of it that was opened.
    let view: FileView
    /// The trailer's dictionary; of a cross-reference stream, the stream's.
    public let trailer: PDFDictionary
    /// The object that `/Root` points at.
    public let catalogReference: PDFReference
    /// The document catalog.
    public let catalog: PDFDictionary
    /// The number of pages.
    public let pageCount: Int
    /// One more than the highest object number, as the trailer tells it.
    public let size: Int
    /// What was accepted.
    public let limits: PDFLimits

    private let handle: Mutex<QPDFHandle>
    /// Revisions that were opened last, by their end: judging asks for the same few again and again.
    private let revisions = Mutex<[Int: PDFDocument]>([:])
    /// Objects that were read before: judging comes back to the catalog, the form and the signatures' dictionaries.
    private let objects = Mutex<[PDFReference: PDFObject]>([:])
    /// SHA-256 of the whole file, once it is known.
    let digest = Mutex<[UInt8]?>(nil)

    /// The whole file. Complexity: a copy; what the document needs itself it reads in place.
    public var bytes: [UInt8] { self.view.copy(0..<self.view.count) }

    /// Opens a document.
    ///
    /// - Throws: ``PDFError`` with `empty`, `notPDF`, `encrypted`, `damaged`, `tooLarge` or `unsupported`.
    public convenience init(bytes: [UInt8], limits: PDFLimits = .standard) throws(PDFError) {
        guard bytes.count <= limits.sizeBytes else {
            throw PDFError(code: .tooLarge, message: "the file has \(bytes.count) bytes, \(limits.sizeBytes) are allowed")
        }
        try self.init(view: FileView(copying: bytes), limits: limits)
    }

    /// Opens a document from a file, which is held in memory once.
    ///
    /// - Throws: As ``init(bytes:limits:)``, and `badInput` when the file cannot be read.
    ///
    /// Blocking: yes, while the file is read.
    public convenience init(contentsOf path: String, limits: PDFLimits = .standard) throws(PDFError) {
        try self.init(view: FileView(try FileBytes(contentsOf: path, limit: limits.sizeBytes)), limits: limits)
    }

    /// Opens the revision that ends at a place, sharing the memory of this document.
    ///
    /// - Throws: As ``init(bytes:limits:)``.
    public func revision(endingAt end: Int) throws(PDFError) -> PDFDocument {
        if let known = self.revisions.withLock({ $0[end] }) { return known }
        let revision = try PDFDocument(view: self.view.first(end), limits: self.limits, isNew: false)
        self.revisions.withLock { revisions in
            if revisions.count >= Self.revisionsKept { revisions.removeAll() }
            revisions[end] = revision
        }
        return revision
    }

    /// Each has the structure of the file in memory once more.
    private static let revisionsKept = 4
    /// What is kept; when there are more, all are given up.
    private static let objectsKept = 256

    private init(view: FileView, limits: PDFLimits, isNew: Bool = true) throws(PDFError) {
        guard !view.isEmpty else { throw PDFError(code: .empty, message: "the file is empty") }
        guard view.starts(with: "%PDF-".utf8) else {
            throw PDFError(code: .notPDF, message: "the file does not begin with %PDF-")
        }
        if isNew { try CompressionGuard(view: view).check() }
        let handle = try QPDFHandle.reading(view)
        let trailer = try Self.trailer(handle, limits)
        try Self.refuseHiddenEncryption(view)
        guard let size = trailer["Size"]?.integerValue, size > 0 else {
            throw PDFError(code: .damaged, message: "the trailer has no /Size")
        }
        guard size <= limits.objects else {
            throw PDFError(code: .tooLarge, message: "/Size is \(size), \(limits.objects) objects are allowed")
        }
        guard let root = trailer["Root"]?.referenceValue else {
            throw PDFError(code: .damaged, message: "the trailer has no /Root")
        }
        guard let catalog = try Self.load(handle, root, limits).dictionaryValue else {
            throw PDFError(code: .damaged, message: "the catalog is no dictionary")
        }
        let pages = Int(qpdf_get_num_pages(handle.data))
        try handle.check()
        guard pages > 0 else { throw PDFError(code: .damaged, message: "the document has no page") }
        guard pages <= limits.pages else {
            throw PDFError(code: .tooLarge, message: "the document has \(pages) pages, \(limits.pages) are allowed")
        }
        self.view = view
        self.trailer = trailer
        self.catalogReference = root
        self.catalog = catalog
        self.pageCount = pages
        self.size = size
        self.limits = limits
        self.handle = Mutex(handle)
    }

    private static func trailer(_ handle: borrowing QPDFHandle, _ limits: PDFLimits) throws(PDFError) -> PDFDictionary {
        let object = qpdf_get_trailer(handle.data)
        defer { qpdf_oh_release(handle.data, object) }
        try handle.check()
        guard let trailer = try handle.object(object, resolving: true, depth: limits.nesting).dictionaryValue else {
            throw PDFError(code: .damaged, message: "the trailer is no dictionary")
        }
        return trailer
    }

    /// Refuses a trailer that names an encryption which cannot be read.
    ///
    /// To qpdf an entry whose object is damaged is no entry, so the file would pass for one in the clear, while another
    /// reader may show something else.
    private static func refuseHiddenEncryption(_ view: FileView) throws(PDFError) {
        let start = try XrefTail.startxref(view)
        let end = view.places(of: "startxref", in: start..<view.count).first ?? view.count
        guard view.places(of: "/Encrypt", in: start..<end).isEmpty else {
            throw PDFError(code: .damaged, message: "the trailer announces an encryption that cannot be read")
        }
    }

    private static func load(
        _ handle: borrowing QPDFHandle, _ reference: PDFReference, _ limits: PDFLimits
    ) throws(PDFError) -> PDFObject {
        guard let number = Int32(exactly: reference.number), let generation = Int32(exactly: reference.generation),
            number > 0, generation >= 0
        else { return .null }
        let object = qpdf_get_object_by_id(handle.data, number, generation)
        defer { qpdf_oh_release(handle.data, object) }
        let value = try handle.object(object, resolving: true, depth: limits.nesting)
        try handle.check()
        return value
    }

    /// The object of a number, `null` if there is none; the bytes of a stream are left out.
    ///
    /// - Throws: ``PDFError`` with `damaged` or `tooLarge`.
    public func object(_ reference: PDFReference) throws(PDFError) -> PDFObject {
        if let known = self.objects.withLock({ $0[reference] }) { return known }
        let object = try self.handle.withLock { (handle) throws(PDFError) in try Self.load(handle, reference, self.limits) }
        self.objects.withLock { objects in
            if objects.count >= Self.objectsKept { objects.removeAll() }
            objects[reference] = object
        }
        return object
    }

    /// The object itself, or the one it points at.
    ///
    /// - Throws: ``PDFError`` with `damaged` or `tooLarge`.
    public func resolve(_ object: PDFObject?) throws(PDFError) -> PDFObject {
        guard let object else { return .null }
        guard case .reference(let reference) = object else { return object }
        return try self.object(reference)
    }

    /// The bytes that qpdf writes for an object, without `N G obj`.
    ///
    /// - Throws: ``PDFError`` with `damaged`.
    public func unparse(_ reference: PDFReference) throws(PDFError) -> [UInt8] {
        try self.handle.withLock { (handle) throws(PDFError) in
            guard let number = Int32(exactly: reference.number), let generation = Int32(exactly: reference.generation) else { return [] }
            let object = qpdf_get_object_by_id(handle.data, number, generation)
            defer { qpdf_oh_release(handle.data, object) }
            let bytes = handle.lastString(qpdf_oh_unparse_resolved(handle.data, object))
            try handle.check()
            return bytes
        }
    }

    /// What qpdf remarked so far; a strict caller refuses a document with warnings.
    public func warnings() -> [String] {
        self.handle.withLock { handle in handle.warnings() }
    }

    func withHandle<R: Sendable>(_ body: (borrowing QPDFHandle) throws(PDFError) -> R) throws(PDFError) -> R {
        try self.handle.withLock { (handle) throws(PDFError) in try body(handle) }
    }
}
