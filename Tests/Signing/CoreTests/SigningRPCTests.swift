import BlobStore
import Clocks
import Foundation
import GRPCCore
import GRPCInProcessTransport
import HosoProto
import Logging
import PKI
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// The calls as another process makes them, over grpc-swift's in-process transport.
@Suite(.timeLimit(.minutes(10))) struct SigningRPCTests {
    private func with(
        _ body: @Sendable @escaping (SigningBench, Hoso_Signing_V1_SigningService.Client<InProcessTransport.Client>) async throws -> Void
    ) async throws {
        try await SigningBench.with { bench in
            let transport = InProcessTransport()
            try await withGRPCServer(
                transport: transport.server, services: [SigningRPC(tools: bench.tools, logger: Logger(label: "test"))]
            ) { _ in
                try await withGRPCClient(transport: transport.client) { client in
                    try await body(bench, Hoso_Signing_V1_SigningService.Client(wrapping: client))
                }
            }
        }
    }

    private func request(_ order: SignatureOrder) -> Hoso_Signing_V1_PrepareSignatureRequest {
        .with {
            $0.idempotencyKey = order.idempotencyKey
            $0.document = Hoso_Common_V1_BlobRef(order.document, mediaType: "application/pdf")
            $0.subject = SigningWire.subject(order)
            $0.profile = order.profile
            $0.officerCode = order.officer
            $0.certificateSha256 = Data(order.certificateSHA256)
        }
    }

    @Test func `signs a paper from certificate to verdict`() async throws {
        try await self.with { bench, client in
            let listed = try await client.listCertificates(.with { $0.holder = SigningBench.officer }).certificates
            #expect(listed.map(\.subjectName) == ["Nguyễn Thị Hương"])

            let prepared = try await client.prepareSignature(self.request(bench.order()))
            #expect(prepared.algorithm == .ecdsaP256Sha256)
            #expect([UInt8](prepared.digest) == DigestAlgorithm.sha256.digest([UInt8](prepared.toBeSigned)))
            let value = try bench.identity.signer().sign(digest: [UInt8](prepared.digest), scheme: .ecdsaP256SHA256)

            let completed = try await client.completeSignature(
                .with {
                    $0.requestID = prepared.requestID
                    $0.signature = Data(value)
                })
            #expect(completed.report.verdict == .valid)

            let verified = try await client.verifyDocument(.with { $0.document = completed.signedDocument })
            #expect(verified.reports == [completed.report])
        }
    }

    @Test func `R35 tells a refusal in words with who can mend it`() async throws {
        try await self.with { bench, client in
            let expired = try await bench.another(to: .seconds(-60))
            let error = await #expect(throws: RPCError.self) {
                _ = try await client.prepareSignature(self.request(bench.order(certificate: expired.certificate)))
            }

            let failure = HosoFailure(try #require(error))
            #expect(failure.code == .certificate)
            #expect(failure.whoCanMend == .caller)
            #expect(failure.messageVi.hasPrefix("Chứng thư số đã hết hạn"))
        }
    }

    @Test func `refuses malformed requests by the name of the field`() async throws {
        try await self.with { bench, client in
            let good = try await self.request(bench.order())
            let changes: [(String, @Sendable (inout Hoso_Signing_V1_PrepareSignatureRequest) -> Void)] = [
                ("idempotency_key", { $0.idempotencyKey = "" }), ("subject.id", { $0.subject.id = Data([1]) }),
                ("subject.id", { $0.clearSubject() }), ("subject.key", { $0.subject.key = "" }),
                ("subject.kind", { $0.subject.kind = String(repeating: "k", count: 256) }), ("officer_code", { $0.officerCode = "" }),
                ("certificate_sha256", { $0.certificateSha256 = Data(count: 31) }), ("document", { $0.document.sha256 = Data() }),
                ("document", { $0.document.sizeBytes = -1 }), ("document.media_type", { $0.document.mediaType = "image/png" }),
            ]
            for (field, change) in changes {
                var bad = good
                change(&bad)
                let error = await #expect(throws: RPCError.self) { _ = try await client.prepareSignature(bad) }
                let failure = HosoFailure(try #require(error))
                #expect(failure.code == .invalidArgument)
                #expect(failure.pointer == field)
            }
        }
    }

    @Test func `refuses an unknown purpose and a short request id`() async throws {
        try await self.with { bench, client in
            let purpose = await #expect(throws: RPCError.self) {
                _ = try await client.registerCertificate(
                    .with {
                        $0.der = Data(bench.identity.certificate.derBytes)
                        $0.holder = SigningBench.officer
                        $0.purpose = .UNRECOGNIZED(9)
                    })
            }
            let purposeFailure = HosoFailure(try #require(purpose))
            #expect(purposeFailure.pointer == "purpose")
            let id = await #expect(throws: RPCError.self) {
                _ = try await client.completeSignature(.with { $0.requestID = Data([1, 2]) })
            }
            let idFailure = HosoFailure(try #require(id))
            #expect(idFailure.pointer == "request_id")
        }
    }
}
