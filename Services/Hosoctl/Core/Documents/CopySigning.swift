import Clocks
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import HosoProto
import PKI
import ServiceKit
import SwiftProtobuf

/// Prepare → sign here → complete → enter, for a copy in electronic form that waits for the organisation (R40).
struct CopySigning: Sendable {
    let officer: String
    let copy: Identifier
    let agency: String
    let pki: String

    /// Signs.
    ///
    /// - Returns: Number and notation of the copy.
    /// - Throws: ``CommandFailure`` with the words of the service.
    func run(_ client: GRPCClient<HTTP2ClientTransport.Posix>) async throws -> String {
        let documents = Hoso_Signing_V1_DocumentService.Client(wrapping: client)
        let signing = Hoso_Signing_V1_SigningService.Client(wrapping: client)
        return try await DocumentSigning.tellingRefusals {
            let found = try await documents.getCopy(
                .with {
                    $0.officerCode = self.officer
                    $0.copyID = self.copy.description
                }
            ).copy
            let key = try OfficerKey(agency: self.agency, in: self.pki)
            let request = try await DocumentSigning.completed(try self.order(found, key), key, signing)
            let entered = try await documents.enterCopySignature(
                .with {
                    $0.officerCode = self.officer
                    $0.copyID = self.copy.description
                    $0.requestID = request.description
                })
            return entered.copy.notation
        }
    }

    private func order(
        _ found: Hoso_Signing_V1_DocumentCopy, _ key: OfficerKey
    ) throws(CommandFailure) -> Hoso_Signing_V1_PrepareSignatureRequest {
        guard let file = DocumentSigning.blob(found.fileSha256, found.fileSizeBytes, "application/pdf") else {
            throw DocumentSigning.unreadable
        }
        return .with {
            // A copy is signed once: repeated, the same request comes back.
            $0.idempotencyKey = "copy-\(self.copy)-\(found.fileSha256)"
            $0.document = file
            $0.subject.kind = "signing.document_copy"
            $0.subject.id = Data(self.copy.bytes)
            $0.subject.key = self.copy.description
            $0.profile = "organisation-copy"
            $0.officerCode = key.officerCode
            $0.certificateSha256 = Data(key.certificate.sha256)
            $0.copyForm = found.form
        }
    }
}
