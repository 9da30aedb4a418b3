import BlobStore
import Clocks
import Foundation
import GRPCCore
import GRPCInProcessTransport
import HosoProto
import Logging
import PDF
import PKI
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport

@testable import Signing

/// An agency whose people take documents through their life, over the calls of the service.
struct DocumentDesk: Sendable {
    typealias Client = Hoso_Signing_V1_DocumentService.Client<InProcessTransport.Client>

    static let agency = "H99.11"
    static let drafter = "CV01"
    static let head = "TP01"
    static let signer = SigningBench.officer
    static let office = "VP01"
    static let clerk = "VT01"

    let bench: SigningBench
    /// The connection that programs of the desk use.
    let grpc: GRPCClient<InProcessTransport.Client>
    let client: Client

    /// Runs a body at a desk whose agency has its process.
    static func with(_ body: @Sendable @escaping (DocumentDesk) async throws -> Void) async throws {
        try await SigningBench.with { bench in
            let transport = InProcessTransport()
            try await withGRPCServer(
                transport: transport.server,
                services: [
                    DocumentRPC(tools: bench.tools, logger: Logger(label: "test")), SigningRPC(tools: bench.tools, logger: Logger(label: "test")),
                    ProcessRPC(postgres: bench.tools.postgres),
                ]
            ) { _ in
                try await withGRPCClient(transport: transport.client) { grpc in
                    let desk = DocumentDesk(bench: bench, grpc: grpc, client: Client(wrapping: grpc))
                    _ = try await desk.client.importProcess(
                        .with {
                            $0.process = Self.process
                            $0.officerCode = "QT01"
                        })
                    try await body(desk)
                }
            }
        }
    }

    static let process = Hoso_Signing_V1_DocumentProcess.with {
        $0.agencyCode = Self.agency
        $0.version = 1
        $0.abbreviation = "SNV"
        $0.units = [
            .with {
                $0.code = "CCVC"
                $0.abbreviation = "CCVC"
                $0.headCode = Self.head
                $0.memberCodes = [Self.drafter, "CV02"]
            },
            .with {
                $0.code = "TCKT"
                $0.abbreviation = "TCKT"
                $0.headCode = "TP02"
                $0.memberCodes = ["CV03"]
            },
        ]
        $0.steps = [
            ("draft", []), ("approval", []), ("contentCheck", []), ("formatCheck", [Self.office]), ("signature", []),
            ("number", [Self.clerk]), ("seal", [Self.clerk]), ("issue", [Self.clerk]),
        ].map { kind, officers in
            .with {
                $0.kind = kind
                $0.officerCodes = officers
            }
        }
        $0.signerCodes = [Self.signer]
        $0.readerCodes = ["TT01"]
    }

    /// A request for a draft whose body is a PDF/A in the store.
    func drafting(_ key: String = "draft-1") async throws -> Hoso_Signing_V1_DraftDocumentRequest {
        let file = try await self.bench.tools.blobs.put(TestPaper.pdfA)
        return .with {
            $0.idempotencyKey = key
            $0.officerCode = Self.drafter
            $0.agencyCode = Self.agency
            $0.type = "decision"
            $0.subject = "Về việc phân công công tác"
            $0.secrecy = .none
            $0.unitCode = "CCVC"
            $0.signerCode = Self.signer
            $0.recipientCodes = ["H99.12", "H99.21"]
            $0.body.file = .with {
                $0.sha256 = file.sha256.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
                $0.sizeBytes = file.sizeBytes
                $0.mediaType = "application/pdf"
                $0.name = "quyet-dinh.pdf"
            }
        }
    }

    func draft(_ key: String = "draft-1") async throws -> Hoso_Signing_V1_Document {
        try await self.client.draftDocument(try await self.drafting(key)).document
    }

    /// Takes a step.
    @discardableResult
    func take(
        _ id: String, by officer: String, expecting position: Int32 = 0, _ step: Hoso_Signing_V1_TakeStepRequest.OneOf_Step
    ) async throws -> Hoso_Signing_V1_Document {
        try await self.client.takeStep(
            .with {
                $0.documentID = id
                $0.officerCode = officer
                $0.expectedPosition = position
                $0.step = step
            }
        ).document
    }

    /// Takes a draft to the personal signature.
    func approved(_ key: String = "draft-1") async throws -> Hoso_Signing_V1_Document {
        let draft = try await self.draft(key)
        try await self.approve(draft)
        return draft
    }

    func approve(_ draft: Hoso_Signing_V1_Document) async throws {
        try await self.take(draft.id, by: Self.drafter, .submit(.init()))
        for (kind, officer) in [("approval", Self.signer), ("contentCheck", Self.head), ("formatCheck", Self.office)] {
            try await self.take(
                draft.id, by: officer,
                .pass(
                    .with {
                        $0.kind = kind
                        $0.version = 1
                    }))
        }
    }

    /// Signs with the officer's device and completes it; returns the request.
    func sign(_ document: Hoso_Signing_V1_Document, key: String? = nil) async throws -> Identifier {
        guard let id = Identifier(document.id) else { throw StoredValueError("id") }
        var file = try await self.bench.tools.blobs.put(TestPaper.pdfA)
        if document.versions.last?.body.hasLayout == true { file = try Self.reference(document.file) }
        var order = SignatureOrder(
            idempotencyKey: key ?? "sign-\(document.id)", subjectKind: "signing.document", subjectID: id, subjectKey: document.id,
            profile: "issued-person", officer: Self.signer, certificateSHA256: self.bench.identity.certificate.sha256,
            document: file)
        order.issue.image = try await self.bench.tools.blobs.put(IssueSequenceTests.image)
        order.issue.box = IssueDetails.Box(pageIndex: 0, rectangle: PDFRectangle(350, 150, 480, 220))
        if let body = document.versions.last?.body, body.hasLayout { order.issue.box = Self.box(body.layout.signature) }
        return try await self.complete(order, self.bench.identity).request
    }

    /// Seals with the organisation's device; returns the request.
    func seal(_ document: Hoso_Signing_V1_Document, signed: BlobReference) async throws -> Identifier {
        guard let id = Identifier(document.id) else { throw StoredValueError("id") }
        let identity = try await self.bench.another(number: Self.agency, kind: .organisation)
        var order = SignatureOrder(
            idempotencyKey: "seal-\(document.id)", subjectKind: "signing.document", subjectID: id, subjectKey: document.id,
            profile: "issued-organisation", officer: Self.agency, certificateSHA256: identity.certificate.sha256, document: signed)
        order.issue.number = document.number.notation
        order.issue.date = document.number.date.date
        order.issue.image = try await self.bench.tools.blobs.put(IssueSequenceTests.image)
        return try await self.complete(order, identity).request
    }

    /// The place the layout kept for the signature.
    private static func box(_ place: Hoso_Signing_V1_SignaturePlace) -> IssueDetails.Box {
        let points = 7.2 / 25.4
        let (left, bottom) = (Double(place.leftTenthMm) * points, Double(place.bottomTenthMm) * points)
        return IssueDetails.Box(
            pageIndex: Int(place.page) - 1,
            rectangle: PDFRectangle(
                left, bottom, left + Double(place.widthTenthMm) * points, bottom + Double(place.heightTenthMm) * points))
    }

    /// Where a file is stored.
    static func reference(_ file: Hoso_Signing_V1_DocumentFile) throws -> BlobReference {
        guard let reference = BlobReference(hex: file.sha256, sizeBytes: file.sizeBytes) else { throw StoredValueError("file") }
        return reference
    }

    func complete(_ order: SignatureOrder, _ identity: DevelopmentIdentity) async throws -> SignedDocument {
        let intent = try await self.bench.prepare(order)
        let value = try self.bench.value(intent, by: identity)
        return try await CompleteSignatureHandler(tools: self.bench.tools).handle(intent.id, signature: value)
    }

    /// Takes an approved document through signature, number and seal to issue.
    func issue(_ key: String = "draft-1") async throws -> Hoso_Signing_V1_Document {
        let draft = try await self.approved(key)
        let request = try await self.sign(draft)
        var document = try await self.take(draft.id, by: Self.signer, .enterSignature(.with { $0.requestID = request.description }))
        document = try await self.take(draft.id, by: Self.clerk, .number(.init()))
        let signed = try await self.bench.tools.postgres.withConnection {
            try await SignedDocumentStore(session: $0).find(request: request)
        }
        guard let signed else { throw StoredValueError("signed") }
        let seal = try await self.seal(document, signed: signed.document)
        try await self.take(draft.id, by: Self.clerk, .enterSeal(.with { $0.requestID = seal.description }))
        return try await self.take(draft.id, by: Self.clerk, .issue(.init()))
    }

    /// The failure of a call that must fail.
    func failure(_ body: () async throws -> Void) async throws -> HosoFailure? {
        do {
            try await body()
            return nil
        } catch let error as RPCError {
            return HosoFailure(error)
        }
    }
}
