import BlobStore
import Clocks
import PDF
import PKI
import Postgres
import SigningDomain

/// Judges every signature of a document, whoever made it.
struct VerifyDocumentHandler: Sendable {
    let tools: SigningTools

    /// The verdicts with the holder of each signer's certificate, where it is in the inventory; oldest first.
    ///
    /// - Throws: ``SigningRefusal/documentNotSignable(_:)`` when the file is no PDF that can be read.
    func handle(_ reference: BlobReference) async throws -> [(verdict: DocumentVerdict, holder: String)] {
        let bytes = try await self.tools.document(reference)
        let map = try Self.map(bytes)
        let fingerprints = DocumentJudge.fingerprints(in: map)
        let times = try await self.tools.postgres.withConnection { try await SignedDocumentStore(session: $0).times(ofCMS: fingerprints) }
        let judge = DocumentJudge(trust: self.tools.configuration.trust, now: self.tools.clock.now())
        var answers: [(verdict: DocumentVerdict, holder: String)] = []
        for verdict in judge.verdicts(over: bytes, map, recorded: times) {
            var holder = ""
            if let signer = verdict.report.signer, let entry = try await self.tools.certificate(signer.sha256) {
                holder = entry.holder
            }
            answers.append((verdict, holder))
        }
        return answers
    }

    private static func map(_ bytes: [UInt8]) throws(SigningRefusal) -> RevisionMap {
        do {
            return try RevisionMap(PDFDocument(bytes: bytes))
        } catch {
            throw .documentNotSignable(error.code.description)
        }
    }
}
