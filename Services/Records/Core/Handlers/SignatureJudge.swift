import Foundation
import GRPCCore
import HosoProto
import RecordsDomain
import SwiftProtobuf

/// Has the signing service judge the signatures of a document that is filed by hand (R47): a signature counts because
/// it holds, not because somebody says so.
struct SignatureJudge: Sendable {
    /// Judges a PDF in the blob store.
    typealias Ask = @Sendable (Hoso_Common_V1_BlobRef) async throws -> [FiledSignature]

    let ask: Ask

    /// The document with the verdicts of the signing service; without a PDF, without signatures.
    func judged(_ document: FileDocumentHandler.NewDocument) async throws -> FileDocumentHandler.NewDocument {
        var details = document.details
        details.signatures = []
        if document.mediaType == "application/pdf", !details.digest.isEmpty {
            details.signatures = try await self.ask(
                .with {
                    $0.sha256 = Data(details.digest)
                    $0.sizeBytes = document.fileSizeBytes
                    $0.mediaType = document.mediaType
                })
        }
        return FileDocumentHandler.NewDocument(
            id: document.id, title: document.title, paperTypeCode: document.paperTypeCode, ownerID: document.ownerID,
            fileSizeBytes: document.fileSizeBytes, mediaType: document.mediaType, details: details)
    }

    /// Asks the signing service.
    static func service(_ signing: any Hoso_Signing_V1_SigningService.ClientProtocol) -> SignatureJudge {
        var options = CallOptions.defaults
        options.timeout = .seconds(20)
        let timed = options
        return SignatureJudge { file in
            let answer = try await signing.verifyDocument(.with { $0.document = file }, options: timed)
            var signatures: [FiledSignature] = []
            for report in answer.reports {
                let purpose = try await Self.purpose(of: report, signing, timed)
                let verdict: FiledSignature.Verdict =
                    switch report.verdict {
                    case .valid: .valid
                    case .invalid: .invalid
                    case .indeterminate, .unspecified, .UNRECOGNIZED: .unjudged
                    }
                signatures.append(
                    FiledSignature(kind: purpose == .organisation ? .organization : .personal, signer: report.holder, verdict: verdict))
            }
            return signatures
        }
    }

    private static func purpose(
        of report: Hoso_Signing_V1_SignatureReport, _ signing: any Hoso_Signing_V1_SigningService.ClientProtocol,
        _ options: CallOptions
    ) async throws -> Hoso_Signing_V1_CertificatePurpose {
        guard !report.holder.isEmpty else { return .unspecified }
        let held = try await signing.listCertificates(.with { $0.holder = report.holder }, options: options)
        return held.certificates.first { $0.sha256 == report.certificateSha256 }?.purpose ?? .unspecified
    }
}
