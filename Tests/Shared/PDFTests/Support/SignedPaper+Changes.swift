import PDF
import PDFTestSupport
import Testing

extension SignedPaper {
    /// What happened after the first signature.
    static func changes(_ bytes: [UInt8], after name: String? = nil) throws -> ChangeReport {
        let document = try PDFDocument(bytes: bytes)
        let map = try RevisionMap(document)
        let signature = try #require(map.signatures.first { name == nil || $0.fieldName == name })
        return RevisionComparison(document, map).changes(after: signature)
    }
}
