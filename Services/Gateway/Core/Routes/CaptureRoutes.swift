import Clocks
import Foundation
import GatewayDomain
import HosoProto
import Hummingbird
import SwiftProtobuf

/// Papers of several files and pages, brought into order before they are bound; and pages a person looks at.
struct CaptureRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.making(post: "/v1/captures", status: .created, self.open)
        router.answering(get: "/v1/captures", self.list)
        router.answering(get: "/v1/captures/{id}", self.capture)
        router.making(post: "/v1/captures/{id}/files", status: .created, self.addFile)
        router.answering(post: "/v1/captures/{id}/arrange", self.arrange)
        router.answering(post: "/v1/captures/{id}/bind", status: .accepted, self.bind)
        router.answering(post: "/v1/captures/{id}/abandon", self.abandon)
        router.answering(get: "/v1/page-reviews", self.reviews)
        router.answering(post: "/v1/papers/{id}/review", self.closeReview)
    }

    private func open(_ input: RequestInput, _ key: String) async throws -> (body: CaptureAnswer, replayed: Bool) {
        var message = try await input.body(Self.opening)
        message.idempotencyKey = key
        message.officerCode = input.context.officerCode
        let answer = try await self.backend.captures.openCapture(message, options: Backend.usual)
        return (CaptureAnswer(answer.capture), answer.replayed)
    }

    private static func opening(_ reader: inout JSONReader) -> Hoso_Digitization_V1_OpenCaptureRequest {
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
            $0.secrecy = reader.choice("secrecy")
            $0.minimumDpi = reader.number("minimumDpi", required: false, in: 0...1_200)
            $0.title = reader.words("title", length: 1...500)
        }
    }

    private func list(_ input: RequestInput) async throws -> CapturesBody {
        let query = try input.query(["agencyCode", "limit"])
        var asked = Hoso_Digitization_V1_ListCapturesRequest()
        asked.agencyCode = try query.code("agencyCode")
        asked.limit = try query.limit()
        let answer = try await self.backend.captures.listCaptures(asked, options: Backend.usual)
        return CapturesBody(captures: answer.captures.map(CaptureBody.init))
    }

    private func capture(_ input: RequestInput) async throws -> CaptureAnswer {
        let id = try input.identifier("id")
        let answer = try await self.backend.captures.getCapture(.with { $0.captureID = Data(id.bytes) }, options: Backend.usual)
        return CaptureAnswer(answer.capture)
    }

    private func addFile(_ input: RequestInput, _ key: String) async throws -> (body: CaptureAnswer, replayed: Bool) {
        let id = try input.identifier("id")
        var message = try await input.body { reader in
            Hoso_Digitization_V1_AddCaptureFileRequest.with {
                if let file = reader.object("file", BlobBody.read) { $0.file = file }
                $0.replacesPageID = reader.id("replacesPageId", required: false)
            }
        }
        message.captureID = Data(id.bytes)
        message.fileKey = key
        let answer = try await self.backend.captures.addCaptureFile(message, options: Backend.slow)
        return (CaptureAnswer(answer.capture), false)
    }

    private func arrange(_ input: RequestInput) async throws -> CaptureAnswer {
        let id = try input.identifier("id")
        var message = try await input.body { reader in
            Hoso_Digitization_V1_ArrangePagesRequest.with {
                $0.revision = reader.integer("revision", in: 0...Int64.max)
                $0.pages = reader.list("pages", limit: 500) { page in
                    Hoso_Digitization_V1_PagePlace.with {
                        $0.pageID = page.id("id")
                        let turn = page.object("turn", required: false) { turn in
                            Hoso_Digitization_V1_PageTurn.with { $0.degrees = turn.number("degrees", in: 0...270) }
                        }
                        if let turn { $0.turn = turn }
                    }
                }
            }
        }
        message.captureID = Data(id.bytes)
        let answer = try await self.backend.captures.arrangePages(message, options: Backend.usual)
        return CaptureAnswer(answer.capture)
    }

    private func bind(_ input: RequestInput) async throws -> BoundCaptureAnswer {
        let id = try input.identifier("id")
        let pages = try await input.body { $0.number("declaredPages", in: 1...10_000) }
        let answer = try await self.backend.captures.bindCapture(
            .with {
                $0.captureID = Data(id.bytes)
                $0.declaredPages = pages
                $0.officerCode = input.context.officerCode
            }, options: Backend.slow)
        return BoundCaptureAnswer(capture: CaptureBody(answer.capture), paper: PaperBody(answer.paper))
    }

    private func abandon(_ input: RequestInput) async throws -> CaptureAnswer {
        let id = try input.identifier("id")
        try await input.noBody()
        let answer = try await self.backend.captures.abandonCapture(.with { $0.captureID = Data(id.bytes) }, options: Backend.usual)
        return CaptureAnswer(answer.capture)
    }

    private func reviews(_ input: RequestInput) async throws -> PageReviewsBody {
        let query = try input.query(["agencyCode", "limit"])
        var message = Hoso_Digitization_V1_ListPageReviewsRequest()
        message.agencyCode = try query.code("agencyCode")
        message.limit = try query.limit()
        let answer = try await self.backend.captures.listPageReviews(message, options: Backend.usual)
        return PageReviewsBody(reviews: answer.reviews.map(PageReviewBody.init))
    }

    private func closeReview(_ input: RequestInput) async throws -> ClosedReviewBody {
        let id = try input.identifier("id")
        let page = try await input.body { $0.number("page", in: 1...10_000) }
        let answer = try await self.backend.captures.closePageReview(
            .with {
                $0.paperID = Data(id.bytes)
                $0.page = page
                $0.officerCode = input.context.officerCode
            }, options: Backend.usual)
        return ClosedReviewBody(closed: answer.closed)
    }
}
