import Clocks
import Foundation
import GRPCCore
import HosoProto
import PKI
import ServiceKit
import SwiftProtobuf

/// Prepare → sign here → complete, for every attachment of an outgoing document: each is a file of its own and bears the
/// organisation's signature (Decree 30/2020, appendix I; R33).
struct AttachmentSigning: Sendable {
    let officer: String
    let document: Identifier
    let pki: String

    /// Signs; what is signed already stays as it is.
    ///
    /// - Returns: The names of the attachments, one a line.
    /// - Throws: ``CommandFailure`` with the words of the service.
    func run(_ client: GRPCClient<some ClientTransport>) async throws -> String {
        let documents = Hoso_Signing_V1_DocumentService.Client(wrapping: client)
        let signing = Hoso_Signing_V1_SigningService.Client(wrapping: client)
        return try await DocumentSigning.tellingRefusals {
            let found = try await documents.getDocument(
                .with {
                    $0.documentID = self.document.description
                    $0.officerCode = self.officer
                }
            ).document
            let attachments = found.versions.last?.body.attachments ?? []
            guard !attachments.isEmpty else {
                throw CommandFailure(Words("Văn bản không có phụ lục", "the document has no attachments"), exitCode: .stepFailed)
            }
            let key = try OfficerKey(agency: found.agencyCode, in: self.pki)
            for attachment in attachments {
                let order = try self.order(found, attachment, key)
                _ = try await DocumentSigning.completed(order, key, signing)
            }
            return attachments.map(\.name).joined(separator: "\n")
        }
    }

    private func order(
        _ found: Hoso_Signing_V1_Document, _ attachment: Hoso_Signing_V1_DocumentFile, _ key: OfficerKey
    ) throws(CommandFailure) -> Hoso_Signing_V1_PrepareSignatureRequest {
        guard let file = DocumentSigning.blob(attachment.sha256, attachment.sizeBytes, "application/pdf") else {
            throw DocumentSigning.unreadable
        }
        return .with {
            // An attachment is signed once for its document: repeated, the same request comes back.
            $0.idempotencyKey = "attachment-\(self.document)-\(attachment.sha256)"
            $0.document = file
            $0.subject.kind = "signing.document_attachment"
            $0.subject.id = Data(self.document.bytes)
            $0.subject.key = self.document.description
            $0.profile = "organisation-copy"
            $0.officerCode = key.officerCode
            $0.certificateSha256 = Data(key.certificate.sha256)
            $0.copyForm = found.number.notation
        }
    }
}
