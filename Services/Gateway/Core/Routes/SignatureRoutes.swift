import Clocks
import Foundation
import GRPCCore
import GatewayDomain
import HosoProto
import SwiftProtobuf
import Hummingbird

/// Signatures, their verification, certificates.
struct SignatureRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.making(post: "/v1/signatures", status: .ok, self.prepare)
        router.answering(post: "/v1/signatures/{requestId}/complete", self.complete)
        router.answering(post: "/v1/verifications", self.verify)
        router.answering(get: "/v1/certificates", self.certificates)
    }

    private func prepare(_ input: RequestInput, _ key: String) async throws -> (body: PreparedSignatureBody, replayed: Bool) {
        var message = try await input.body { reader in
            Hoso_Signing_V1_PrepareSignatureRequest.with {
                if let document = reader.object("document", BlobBody.read) { $0.document = document }
                if let subject = reader.object("subject", Self.subject) { $0.subject = subject }
                $0.profile = reader.code("profile")
                $0.certificateSha256 = reader.digest("certificateSha256")
            }
        }
        message.idempotencyKey = key
        message.officerCode = input.context.officerCode
        let answer = try await self.backend.signing.prepareSignature(message, options: Backend.slow)
        return (PreparedSignatureBody(answer), false)
    }

    private static func subject(_ reader: inout JSONReader) -> Hoso_Signing_V1_Subject {
        .with {
            $0.kind = reader.code("kind")
            $0.id = reader.id("id")
            $0.key = reader.code("key")
        }
    }

    private func complete(_ input: RequestInput) async throws -> CompletedSignatureBody {
        let id = try input.identifier("requestId")
        let signature = try await input.body { $0.base64("signature", limitBytes: 4_096) }
        let answer = try await self.backend.signing.completeSignature(
            .with {
                $0.requestID = Data(id.bytes)
                $0.signature = signature
            }, options: Backend.slow)
        return CompletedSignatureBody(answer)
    }

    private func verify(_ input: RequestInput) async throws -> VerificationBody {
        let document = try await input.body { $0.object("document", BlobBody.read) ?? .init() }
        let message = Hoso_Signing_V1_VerifyDocumentRequest.with { $0.document = document }
        return VerificationBody(try await self.backend.signing.verifyDocument(message, options: Backend.slow))
    }

    private func certificates(_ input: RequestInput) async throws -> CertificatesBody {
        let holder = try input.query(["holder"]).code("holder")
        guard !holder.isEmpty else {
            throw RequestInput.fault("query:holder", .missing, "phải nêu người giữ", "must be there")
        }
        let answer = try await self.backend.signing.listCertificates(.with { $0.holder = holder }, options: Backend.usual)
        return CertificatesBody(answer)
    }
}
