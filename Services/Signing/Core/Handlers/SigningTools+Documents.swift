import BlobStore
import Foundation
import SigningDomain

extension SigningTools {
    /// The bytes of a document, not larger than what is configured.
    ///
    /// - Throws: ``SigningRefusal/documentTooLarge(limitBytes:)`` or ``SigningRefusal/documentMissing``; any other error
    ///   of the store as it is, because trying again may help.
    func document(_ reference: BlobReference) async throws -> [UInt8] {
        guard reference.sizeBytes <= self.configuration.documentLimitBytes else {
            throw SigningRefusal.documentTooLarge(limitBytes: self.configuration.documentLimitBytes)
        }
        do {
            return try await self.blobs.get(reference)
        } catch let error as BlobStoreError where error.code == .notFound || error.code == .damaged {
            throw SigningRefusal.documentMissing
        }
    }

    /// Whether a file says of itself that it is PDF/A.
    static func claimsPDFA(_ bytes: [UInt8]) -> Bool { Data(bytes).range(of: Data("pdfaid:part".utf8)) != nil }
}
