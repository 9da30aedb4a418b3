import Clocks
import Foundation
import GRPCCore
import GatewayDomain
import HosoProto
import SwiftProtobuf
import Hummingbird
import NIOCore

/// Papers: capture, progress, fields.
struct PaperRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.making(post: "/v1/papers", status: .accepted, self.capture)
        router.answering(get: "/v1/papers/{id}", self.paper)
        router.get("/v1/papers/{id}/progress") { request, context in
            try await self.progress(RequestInput(request: request, context: context))
        }
        router.answering(post: "/v1/papers/{id}/extract", self.extract)
        router.answering(post: "/v1/papers/{id}/confirm", self.confirm)
    }

    private func capture(_ input: RequestInput, _ key: String) async throws -> (body: PaperAnswer, replayed: Bool) {
        var message = try await input.body(Self.capturing)
        message.idempotencyKey = key
        message.officerCode = input.context.officerCode
        let answer = try await self.backend.digitization.capturePaper(message, options: Backend.slow)
        return (PaperAnswer(answer.paper, replayed: answer.replayed), answer.replayed)
    }

    private static func capturing(_ reader: inout JSONReader) -> Hoso_Digitization_V1_CapturePaperRequest {
        .with {
            $0.dossierID = reader.id("dossierId")
            $0.dossierCode = reader.code("dossierCode")
            $0.componentCode = reader.code("componentCode")
            $0.paperTypeCode = reader.code("paperTypeCode")
            $0.role = reader.choice("role")
            $0.ownerID =
                reader.parsed("ownerId", vi: "số định danh hoặc mã số doanh nghiệp", en: "a personal or enterprise number") {
                    OwnerNumber.parse($0)
                } ?? ""
            $0.agencyCode = reader.code("agencyCode")
            $0.declaredPages = reader.number("declaredPages", in: 1...10_000)
            $0.secrecy = reader.choice("secrecy")
            $0.minimumDpi = reader.number("minimumDpi", required: false, in: 0...1_200)
            if let scan = reader.object("scan", required: false, BlobBody.read) { $0.scan = scan }
            $0.title = reader.words("title", length: 1...500)
        }
    }

    private func paper(_ input: RequestInput) async throws -> PaperAnswer {
        let id = try input.identifier("id")
        let answer = try await self.backend.digitization.getPaper(
            .with { $0.paperID = Data(id.bytes) }, options: Backend.usual)
        return PaperAnswer(answer.paper)
    }

    private func extract(_ input: RequestInput) async throws -> FieldsBody {
        let id = try input.identifier("id")
        try await input.noBody()
        let message = Hoso_Digitization_V1_ExtractFieldsRequest.with { $0.paperID = Data(id.bytes) }
        return FieldsBody(try await self.backend.digitization.extractFields(message, options: Backend.slow))
    }

    private func confirm(_ input: RequestInput) async throws -> PaperAnswer {
        let id = try input.identifier("id")
        let fields = try await input.body { reader in
            reader.list("fields", limit: 200) { field in
                Hoso_Common_V1_FieldValue.with {
                    $0.name = field.code("name")
                    $0.value = field.words("value", length: 0...4_000)
                    // What a person typed or left as it was is certain.
                    $0.confidence = 100
                }
            }
        }
        let answer = try await self.backend.digitization.confirmFields(
            .with {
                $0.paperID = Data(id.bytes)
                $0.fields = fields
                $0.officerCode = input.context.officerCode
            }, options: Backend.usual)
        return PaperAnswer(answer.paper)
    }

    /// One line for each step until the paper leaves `received`.
    ///
    /// The paper is asked for before the head goes out, so that an unknown one is a plain 404.
    private func progress(_ input: RequestInput) async throws -> Response {
        let id = try input.identifier("id")
        let first = try await self.backend.digitization.getPaper(
            .with { $0.paperID = Data(id.bytes) }, options: Backend.usual)
        let digitization = self.backend.digitization
        let body = ResponseBody { writer in
            guard first.paper.state == .received else {
                try await writer.write(try Self.line(.with { $0.paper = first.paper }))
                return try await writer.finish(nil)
            }
            // The writer stays with this task; the call only fills the channel between the two.
            let (steps, sink) = AsyncThrowingStream.makeStream(of: Hoso_Digitization_V1_WatchPaperResponse.self)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    do {
                        try await Self.watch(id, digitization) { sink.yield($0) }
                        sink.finish()
                    } catch {
                        sink.finish(throwing: error)
                    }
                }
                defer { group.cancelAll() }
                for try await step in steps {
                    try await writer.write(try Self.line(step))
                    guard step.paper.state == .received else { break }
                }
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/x-ndjson"], body: body)
    }

    private static func watch(
        _ id: Identifier, _ digitization: some Hoso_Digitization_V1_DigitizationService.ClientProtocol,
        _ take: @escaping @Sendable (Hoso_Digitization_V1_WatchPaperResponse) -> Void
    ) async throws {
        try await digitization.watchPaper(.with { $0.paperID = Data(id.bytes) }, options: Backend.watching) { response in
            for try await step in response.messages {
                take(step)
                guard step.paper.state == .received else { return }
            }
        }
    }

    private static func line(_ step: Hoso_Digitization_V1_WatchPaperResponse) throws -> ByteBuffer {
        ByteBuffer(bytes: try JSONResponse.bytes(ProgressBody(step)) + [0x0A])
    }
}
