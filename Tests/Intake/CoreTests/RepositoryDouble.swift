import Foundation
import GRPCCore
import HosoProto
import SwiftProtobuf
import Synchronization

/// The records service as far as intake asks it: it holds documents, and can be out of reach.
final class RepositoryDouble: Hoso_Records_V1_RecordsService.SimpleServiceProtocol {
    private let documents = Mutex<[Hoso_Records_V1_RepositoryDocument]>([])
    private let isReachable = Mutex(true)

    func hold(_ document: Hoso_Records_V1_RepositoryDocument) {
        self.documents.withLock { $0.append(document) }
    }

    func disappear() {
        self.isReachable.withLock { $0 = false }
    }

    func findReusable(
        request: Hoso_Records_V1_FindReusableRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_FindReusableResponse {
        guard self.isReachable.withLock({ $0 }) else {
            throw RPCError(code: .unavailable, message: "gone")
        }
        let found = self.documents.withLock { documents in
            documents.filter {
                $0.ownerID == request.ownerID && request.paperTypeCodes.contains($0.paperTypeCode)
            }
        }
        return .with { $0.documents = found }
    }
}

/// What intake never asks.
extension RepositoryDouble {
    private static var unasked: RPCError { RPCError(code: .unimplemented, message: "intake does not ask this") }

    func importFilingPlan(
        request: Hoso_Records_V1_ImportFilingPlanRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ImportFilingPlanResponse { throw Self.unasked }

    func changeFilingPlan(
        request: Hoso_Records_V1_ChangeFilingPlanRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ChangeFilingPlanResponse { throw Self.unasked }

    func getFilingPlan(
        request: Hoso_Records_V1_GetFilingPlanRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_GetFilingPlanResponse { throw Self.unasked }

    func getRecord(
        request: Hoso_Records_V1_GetRecordRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_GetRecordResponse { throw Self.unasked }

    func listRecords(
        request: Hoso_Records_V1_ListRecordsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListRecordsResponse { throw Self.unasked }

    func closeRecord(
        request: Hoso_Records_V1_CloseRecordRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_CloseRecordResponse { throw Self.unasked }

    func getDocument(
        request: Hoso_Records_V1_GetDocumentRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_GetDocumentResponse { throw Self.unasked }

    func searchDocuments(
        request: Hoso_Records_V1_SearchDocumentsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_SearchDocumentsResponse { throw Self.unasked }
}
