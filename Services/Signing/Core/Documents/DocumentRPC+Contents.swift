import GRPCCore
import HosoProto
import Postgres
import SigningDomain
import SwiftProtobuf

/// Templates, setting without drafting, and differences of versions.
extension DocumentRPC {
    func listTemplates(
        request: Hoso_Signing_V1_ListTemplatesRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_ListTemplatesResponse {
        .with { $0.templates = self.tools.configuration.templates.all.map(ContentWire.message) }
    }

    func renderContent(
        request: Hoso_Signing_V1_RenderContentRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_RenderContentResponse {
        let officer = try DocumentReading.officer(request.officerCode)
        return try await self.answer(officer, "render \(request.agencyCode)") {
            let (content, head) = try DocumentReading.rendering(request)
            try await DocumentAccess(tools: self.tools).checkActor(officer, in: head.agency)
            let process = try await self.tools.postgres.withConnection {
                try await DocumentProcessStore(session: $0).newest(agency: head.agency)
            }
            guard let process else { throw DocumentRefusal.processUnknown(agency: head.agency) }
            guard process.unit(head.unit) != nil else { throw DocumentRefusal.malformed("unit_code") }
            let set = try await DocumentTypesetter(tools: self.tools).set(content, head, under: process)
            return .with {
                $0.file = DocumentWire.message(set.file)
                $0.layout = ContentWire.message(set.layout)
            }
        }
    }

    func compareVersions(
        request: Hoso_Signing_V1_CompareVersionsRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_CompareVersionsResponse {
        try await self.answer {
            let found = try await GetDocumentHandler(tools: self.tools).handle(
                try DocumentReading.identifier(request.documentID, "document_id"),
                for: try DocumentReading.code(request.officerCode, "officer_code"))
            let (earlier, later) = (
                try found.document.lines(ofVersion: Int(request.earlier)), try found.document.lines(ofVersion: Int(request.later))
            )
            return .with { $0.differences = ContentComparison(earlier: earlier, later: later).differences.map(ContentWire.message) }
        }
    }
}
