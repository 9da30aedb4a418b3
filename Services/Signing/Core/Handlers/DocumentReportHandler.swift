import BlobStore
import Clocks
import Foundation
import HosoProto
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// Hands out the stored report about a document with the evidence it rests on (R35, R36).
struct DocumentReportHandler: Sendable {
    /// Evidence beyond this is listed without its bytes. Unit: bytes.
    static let answerLimitBytes: Int64 = 8_388_608

    let tools: SigningTools

    /// The newest report.
    ///
    /// - Throws: ``SigningRefusal/unknownReport``.
    func handle(
        _ request: Hoso_Signing_V1_GetDocumentReportRequest
    ) async throws -> Hoso_Signing_V1_GetDocumentReportResponse {
        guard request.documentSha256.count == 32 else { throw SigningRefusal.malformed("document_sha256") }
        let digest = [UInt8](request.documentSha256)
        let (found, newest) = try await self.tools.postgres.withConnection { connection in
            (
                try await DocumentReportStore(session: connection).newest(of: digest),
                try await SignedDocumentStore(session: connection).newestForm(of: digest)
            )
        }
        guard var report = found else { throw SigningRefusal.unknownReport }
        let size = report.evidence.reduce(Int64(0)) { $0 + $1.sizeBytes }
        if request.withEvidence, size <= Self.answerLimitBytes {
            report.evidence = try await EvidenceKeeper(tools: self.tools).loaded(report.evidence)
        }
        return .with {
            $0.report = SigningWire.message(report, withEvidence: request.withEvidence && size <= Self.answerLimitBytes)
            if let newest { $0.newestDocument = Hoso_Common_V1_BlobRef(newest, mediaType: SigningWire.mediaType) }
        }
    }
}
