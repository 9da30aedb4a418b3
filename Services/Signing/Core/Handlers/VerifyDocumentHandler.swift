import BlobStore
import Clocks
import PAdES
import PDF
import PKI
import Postgres
import SigningDomain

/// Judges every signature of a document, whoever made it, and keeps report and evidence (R35, R36).
struct VerifyDocumentHandler: Sendable {
    let tools: SigningTools

    /// A judged document.
    struct Answer: Sendable {
        let report: DocumentReport
        /// Whose the certificates are, by their SHA-256, for those of the inventory.
        let holders: [[UInt8]: String]
        let kept: KeptReport
    }

    /// Judges a document, asking authorities that answer for what is missing.
    ///
    /// - Throws: ``SigningRefusal/documentNotSignable(_:)`` when the file is no PDF that can be read.
    func handle(_ reference: BlobReference) async throws -> Answer {
        let bytes = try await self.tools.document(reference)
        let report = try await DocumentJudge(tools: self.tools).report(on: bytes, at: self.tools.clock.now(), asking: .patiently)
        if let fault = report.fault { throw SigningRefusal.documentNotSignable(fault.code.description) }
        var holders: [[UInt8]: String] = [:]
        for signer in report.signatures.compactMap(\.report.signer) {
            if let entry = try await self.tools.certificate(signer.sha256) { holders[signer.sha256] = entry.holder }
        }
        var kept = try KeptReport(report)
        kept.evidence = try await EvidenceKeeper(tools: self.tools).kept(kept.evidence)
        let stored = try await self.tools.postgres.withTransaction { [kept] transaction in
            try await DocumentReportStore(session: transaction).keep(kept)
        }
        return Answer(report: report, holders: holders, kept: stored)
    }
}
