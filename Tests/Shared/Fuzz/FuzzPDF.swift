import Clocks
import PDF

/// Feeds bytes to everything that reads a PDF from outside: it ends, throws a `PDFError` or gives a report, and nothing else.
///
/// Built by `deploy/local/fuzz` with `-sanitize=fuzzer,address`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPDF(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    var limits = PDFLimits.standard
    limits.objects = 20_000
    do {
        let document = try PDFDocument(bytes: bytes, limits: limits)
        let map = try RevisionMap(document)
        let comparison = RevisionComparison(document, map)
        for signature in map.signatures { _ = comparison.changes(after: signature).allowedByPermissions }
        _ = try document.securityStore()
        // A form that cannot be read keeps nothing else from being tried.
        _ = try? PDFBlanks.open(in: bytes)
        _ = try SignaturePreparation.prepare(document, SignatureRequest(signedAt: .earliest))
        // What an empty field demands of its signature is read from the file too.
        for field in try document.signatureFields() where !field.isFilled {
            _ = try SignaturePreparation.prepare(document, SignatureRequest(fieldName: field.name, signedAt: .earliest))
        }
    } catch {
        // A reason is what a broken file is for.
        return 0
    }
    return 0
}
