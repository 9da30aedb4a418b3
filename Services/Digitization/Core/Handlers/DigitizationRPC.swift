import Clocks
import DigitizationDomain
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Answers the calls of digitization: wire in, handler, wire out.
struct DigitizationRPC: Hoso_Digitization_V1_DigitizationService.SimpleServiceProtocol {
    let store: PaperStore
    let jobs: RecognitionJobStore
    let capture: CapturePaperHandler
    let extract: ExtractFieldsHandler
    let confirm: ConfirmFieldsHandler
    /// Pause between two looks at a watched paper; the work may happen in another instance.
    let watchPause: Duration

    func capturePaper(
        request: Hoso_Digitization_V1_CapturePaperRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_CapturePaperResponse {
        try await self.capture.handle(request)
    }

    func watchPaper(
        request: Hoso_Digitization_V1_WatchPaperRequest, response: RPCWriter<Hoso_Digitization_V1_WatchPaperResponse>,
        context: ServerContext
    ) async throws {
        let id = try Self.id(request.paperID)
        var last: WatchedPaper?
        while true {
            guard let now = try await self.jobs.watched(id) else { throw HosoFailure.paperNotFound }
            if now != last {
                try await response.write(
                    .with {
                        $0.paper = now.paper.wire
                        $0.pagesDone = Int32(clamping: now.pagesDone)
                        $0.pagesTotal = Int32(clamping: now.pagesTotal)
                    })
            }
            guard now.paper.state == .received else { return }
            last = now
            try await Task.sleep(for: self.watchPause)
        }
    }

    func extractFields(
        request: Hoso_Digitization_V1_ExtractFieldsRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_ExtractFieldsResponse {
        let (fields, suggestions) = try await self.extract.handle(try Self.id(request.paperID))
        return .with {
            $0.fields = fields.map(\.wire)
            $0.suggestions = suggestions.map(\.wire)
        }
    }

    func confirmFields(
        request: Hoso_Digitization_V1_ConfirmFieldsRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_ConfirmFieldsResponse {
        let paper = try await self.confirm.handle(
            try Self.id(request.paperID), fields: request.fields.map(PaperField.init), officerCode: request.officerCode)
        return .with { $0.paper = paper.wire }
    }

    func getPaper(
        request: Hoso_Digitization_V1_GetPaperRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_GetPaperResponse {
        guard let paper = try await self.store.paper(try Self.id(request.paperID)) else { throw HosoFailure.paperNotFound }
        return .with { $0.paper = paper.wire }
    }

    func listPapers(
        request: Hoso_Digitization_V1_ListPapersRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_ListPapersResponse {
        guard !request.dossierCode.isEmpty else { throw HosoFailure.invalid("dossier_code", "the code of a dossier") }
        let papers = try await self.store.papers(dossierCode: request.dossierCode)
        return .with { $0.papers = papers.map(\.wire) }
    }

    private static func id(_ bytes: some Collection<UInt8>) throws -> Identifier {
        guard let id = Identifier(bytes: Array(bytes)) else { throw HosoFailure.invalid("paper_id", "16 bytes") }
        return id
    }
}
