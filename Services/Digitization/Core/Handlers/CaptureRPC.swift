import Clocks
import DigitizationDomain
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Answers the calls about captures: wire in, handler, wire out.
struct CaptureRPC: Hoso_Digitization_V1_CaptureService.SimpleServiceProtocol {
    let captures: CaptureStore
    let pages: CapturedPageStore
    let open: OpenCaptureHandler
    let addFile: AddCaptureFileHandler
    let bind: BindCaptureHandler

    func openCapture(
        request: Hoso_Digitization_V1_OpenCaptureRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_OpenCaptureResponse {
        try await self.open.handle(request)
    }

    func addCaptureFile(
        request: Hoso_Digitization_V1_AddCaptureFileRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_AddCaptureFileResponse {
        let capture = try await self.addFile.handle(request)
        return .with { $0.capture = capture.wire }
    }

    func getCapture(
        request: Hoso_Digitization_V1_GetCaptureRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_GetCaptureResponse {
        guard let capture = try await self.captures.capture(try Self.id(request.captureID)) else { throw HosoFailure.captureNotFound }
        return .with { $0.capture = capture.wire }
    }

    func arrangePages(
        request: Hoso_Digitization_V1_ArrangePagesRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_ArrangePagesResponse {
        let id = try Self.id(request.captureID)
        let places = try request.pages.map { place in
            Capture.Place(pageID: try Self.id(place.pageID, "pages.page_id"), turn: place.hasTurn ? Int(place.turn.degrees) : nil)
        }
        let capture = try await HosoFailure.ofCapture {
            try await self.captures.update(id) { try $0.arrange(places, seen: request.revision) }
        }
        guard let capture else { throw HosoFailure.captureNotFound }
        return .with { $0.capture = capture.wire }
    }

    func bindCapture(
        request: Hoso_Digitization_V1_BindCaptureRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_BindCaptureResponse {
        let (capture, paper) = try await self.bind.handle(
            try Self.id(request.captureID), declaredPages: Int(request.declaredPages), officerCode: request.officerCode)
        return .with {
            $0.capture = capture.wire
            $0.paper = paper.wire
        }
    }

    func abandonCapture(
        request: Hoso_Digitization_V1_AbandonCaptureRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_AbandonCaptureResponse {
        let id = try Self.id(request.captureID)
        let capture = try await HosoFailure.ofCapture { try await self.captures.update(id) { try $0.abandon() } }
        guard let capture else { throw HosoFailure.captureNotFound }
        return .with { $0.capture = capture.wire }
    }

    func listCaptures(
        request: Hoso_Digitization_V1_ListCapturesRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_ListCapturesResponse {
        let agency = try CapturePaperHandler.text(request.agencyCode, "agency_code")
        let captures = try await self.captures.open(agencyCode: agency, limit: try Self.limit(request.limit))
        return .with { $0.captures = captures.map(\.wire) }
    }

    func listPageReviews(
        request: Hoso_Digitization_V1_ListPageReviewsRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_ListPageReviewsResponse {
        let agency = try CapturePaperHandler.text(request.agencyCode, "agency_code")
        let reviews = try await self.pages.toReview(agencyCode: agency, limit: try Self.limit(request.limit))
        return .with { $0.reviews = reviews.map(\.wire) }
    }

    func closePageReview(
        request: Hoso_Digitization_V1_ClosePageReviewRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_ClosePageReviewResponse {
        let officer = try CapturePaperHandler.text(request.officerCode, "officer_code")
        let paper = try Self.id(request.paperID, "paper_id")
        let closed = try await self.pages.close(paper: paper, page: Int(request.page), by: officer)
        return .with { $0.closed = closed > 0 }
    }

    private static func id(_ bytes: some Collection<UInt8>, _ pointer: String = "capture_id") throws -> Identifier {
        guard let id = Identifier(bytes: Array(bytes)) else { throw HosoFailure.invalid(pointer, "16 bytes") }
        return id
    }

    private static func limit(_ limit: Int32) throws -> Int {
        guard limit != 0 else { return 50 }
        guard (1...200).contains(limit) else { throw HosoFailure.invalid("limit", "0 or 1 to 200") }
        return Int(limit)
    }
}
