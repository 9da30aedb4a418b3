/// Adds a signature field with an empty signature to a document, as an incremental update.
public enum SignaturePreparation {
    /// Prepares a document for signing.
    ///
    /// - Parameters:
    ///   - bytes: The document as it is; not one byte of it changes.
    ///   - request: The field, what it shows and how much room the CMS gets.
    ///   - limits: What is accepted.
    /// - Throws: ``PDFError`` with `empty`, `notPDF`, `damaged`, `encrypted`, `xfaForm`, `tooLarge`, `unsupported`,
    ///   `fieldTaken`, `changesForbidden`, `badText` or `badInput`.
    ///
    /// Blocking: no. Concurrency: safe from any task.
    public static func prepare(
        _ bytes: [UInt8], _ request: SignatureRequest, limits: PDFLimits = .standard
    ) throws(PDFError) -> PreparedSignature {
        throw PDFError(code: .unsupported, message: "not built yet")
    }
}
