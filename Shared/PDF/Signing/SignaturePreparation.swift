/// Adds a signature field with an empty signature to a document, as an incremental update.
public enum SignaturePreparation {
    /// Prepares a document for signing.
    ///
    /// - Parameters:
    ///   - bytes: The document as it is; not one byte of it changes.
    ///   - request: The field, what it shows and how much room the CMS gets.
    ///   - limits: What is accepted.
    /// - Throws: ``PDFError`` with `empty`, `notPDF`, `damaged`, `encrypted`, `xfaForm`, `tooLarge`, `unsupported`,
    ///   `fieldTaken`, `changesForbidden`, `notFirst`, `demandsUnmet`, `badText` or `badInput`.
    ///
    /// Blocking: no. Concurrency: safe from any task.
    public static func prepare(
        _ bytes: [UInt8], _ request: SignatureRequest, limits: PDFLimits = .standard
    ) throws(PDFError) -> PreparedSignature {
        try self.prepare(try PDFDocument(bytes: bytes, limits: limits), request)
    }

    /// Prepares a document that is open already, for instance from a file.
    ///
    /// - Throws: As ``prepare(_:_:limits:)``.
    public static func prepare(_ document: PDFDocument, _ request: SignatureRequest) throws(PDFError) -> PreparedSignature {
        guard try !document.hasXFA() else { throw PDFError(code: .xfaForm, message: "the form is an XFA form") }
        let request = try self.obeying(request, document)
        var update = SignatureFieldUpdate(document: document, request: request, fields: try document.formFields())
        let (name, existing) = try update.target()
        // A document timestamp in a field of its own is no change of the document (ISO 32000-2, 12.8.2.2).
        if request.kind == .approval || existing != nil {
            try ChangePermission(document: document).check(fieldName: name, isNewAndShown: existing == nil && update.isShown)
        }
        let lock = if let existing { try FieldLock(of: existing, in: document) } else { FieldLock?.none }
        if let certification = request.certification {
            guard request.kind == .approval else {
                throw PDFError(code: .badInput, message: "a document timestamp cannot certify a document")
            }
            try ChangePermission(document: document).checkFirst(update.fields)
            guard certification.rawValue <= lock?.permission ?? 3 else {
                throw PDFError(code: .badInput, message: "the lock of the field \(name) permits less than the certification")
            }
        }
        let dictionary = try SignatureDictionary(request, lock: lock, catalog: document.catalogReference)

        var appender = try PDFAppender(document)
        let value = appender.reserve()
        appender.put(value, serialized: dictionary.body)
        if request.certification != nil { try update.certify(by: value, in: &appender) }
        if let existing {
            try update.fill(existing, value: value, in: &appender)
            try update.markForm(in: &appender)
        } else {
            try update.add(name, value: value, in: &appender)
        }
        let increment = try appender.finish()
        guard let offset = increment.offsets[value] else {
            throw PDFError(code: .unsupported, message: "the signature is not in the update")
        }
        return try dictionary.complete(increment, reference: value, offset: offset, fieldName: name)
    }

    /// The request as the named field demands it, when it is there and demands something.
    private static func obeying(_ request: SignatureRequest, _ document: PDFDocument) throws(PDFError) -> SignatureRequest {
        guard let name = request.fieldName, let field = try document.formFields().first(where: { $0.name == name }),
            field.isSignature, !field.isFilled, let seed = try FieldSeed(of: field, in: document)
        else { return request }
        return try seed.obeyed(by: request)
    }
}
