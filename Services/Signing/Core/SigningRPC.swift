import BlobStore
import Foundation
import GRPCCore
import HosoProto
import Logging
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// Answers the calls of `hoso.signing.v1.SigningService`: wire, handler, wire.
struct SigningRPC: Hoso_Signing_V1_SigningService.SimpleServiceProtocol {
    let tools: SigningTools
    let logger: Logger

    func registerCertificate(
        request: Hoso_Signing_V1_RegisterCertificateRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_RegisterCertificateResponse {
        try await self.answer {
            let entry = try await RegisterCertificateHandler(tools: self.tools).handle(
                der: [UInt8](request.der), chain: request.chain.map { [UInt8]($0) }, holder: request.holder,
                kind: try SigningWire.kind(request.purpose))
            return .with { $0.certificate = SigningWire.message(entry) }
        }
    }

    func listCertificates(
        request: Hoso_Signing_V1_ListCertificatesRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_ListCertificatesResponse {
        try await self.answer {
            guard !request.holder.isEmpty else { throw SigningRefusal.malformed("holder") }
            let entries = try await self.tools.postgres.withConnection {
                try await CertificateStore(session: $0).list(holder: request.holder)
            }
            return .with { $0.certificates = entries.map(SigningWire.message) }
        }
    }

    func prepareSignature(
        request: Hoso_Signing_V1_PrepareSignatureRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_PrepareSignatureResponse {
        try await self.answer {
            SigningWire.message(try await PrepareSignatureHandler(tools: self.tools).handle(try SigningWire.order(request)))
        }
    }

    func completeSignature(
        request: Hoso_Signing_V1_CompleteSignatureRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_CompleteSignatureResponse {
        try await self.answer {
            let id = try SigningWire.identifier(request.requestID)
            let signed = try await CompleteSignatureHandler(tools: self.tools).handle(id, signature: [UInt8](request.signature))
            return try SigningWire.message(signed)
        }
    }

    func verifyDocument(
        request: Hoso_Signing_V1_VerifyDocumentRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_VerifyDocumentResponse {
        try await self.answer {
            SigningWire.message(
                try await VerifyDocumentHandler(tools: self.tools).handle(try SigningWire.document(request.document)))
        }
    }

    func listSigners(
        request: Hoso_Signing_V1_ListSignersRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_ListSignersResponse {
        try await self.answer { try await ScarcityHandler(tools: self.tools).signers(request) }
    }

    func listWaitingDocuments(
        request: Hoso_Signing_V1_ListWaitingDocumentsRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_ListWaitingDocumentsResponse {
        try await self.answer { try await ScarcityHandler(tools: self.tools).waiting(request) }
    }

    func getDocumentReport(
        request: Hoso_Signing_V1_GetDocumentReportRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_GetDocumentReportResponse {
        try await self.answer { try await DocumentReportHandler(tools: self.tools).handle(request) }
    }

    func registerDelegation(
        request: Hoso_Signing_V1_RegisterDelegationRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_RegisterDelegationResponse {
        try await self.answer { try await DelegationHandler(tools: self.tools).register(request) }
    }

    func revokeDelegation(
        request: Hoso_Signing_V1_RevokeDelegationRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_RevokeDelegationResponse {
        try await self.answer { try await DelegationHandler(tools: self.tools).revoke(request) }
    }

    func listDelegations(
        request: Hoso_Signing_V1_ListDelegationsRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_ListDelegationsResponse {
        try await self.answer { try await DelegationHandler(tools: self.tools).list(request) }
    }

    func listSignatureUpkeep(
        request: Hoso_Signing_V1_ListSignatureUpkeepRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_ListSignatureUpkeepResponse {
        try await self.answer {
            let found = try await self.tools.postgres.withConnection {
                try await UpkeepStore(session: $0).list(withRenewals: request.withRenewals)
            }
            return .with {
                $0.upkeep = found.prefix(UpkeepStore.limit).map(SigningWire.message)
                $0.hasMore_p = found.count > UpkeepStore.limit
            }
        }
    }

    /// Tells failures in the form of the wire; one nobody foresaw is logged here, once.
    func answer<Response: Sendable>(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let refusal as SigningRefusal {
            throw refusal.failure
        } catch let failure as HosoFailure {
            throw failure
        } catch let error as PostgresError where error.code.isRetriable {
            throw Self.unavailable
        } catch let error as BlobStoreError where error.code.isRetriable {
            throw Self.unavailable
        } catch let error as CancellationError {
            throw error
        } catch {
            self.logger.error("call failed", metadata: ["error": "\(error)"])
            throw HosoFailure(
                code: .internal, messageVi: "Dịch vụ ký số gặp lỗi ngoài dự kiến.",
                messageEn: "The signing service failed in a way its authors did not foresee.")
        }
    }

    private static let unavailable = HosoFailure(
        code: .unavailable, messageVi: "Dịch vụ ký số tạm thời không sẵn sàng, hãy thử lại sau.",
        messageEn: "The signing service cannot be reached now; try again later.", retryAfter: .seconds(2))
}
