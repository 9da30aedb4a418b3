import Clocks
import GRPCCore
import HosoProto
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// Answers the calls of `hoso.signing.v1.ProcessService`, which only services of the suite can make (R50).
struct ProcessRPC: Hoso_Signing_V1_ProcessService.SimpleServiceProtocol {
    /// A page ends after so much text; it stays below the largest message even with the longest version. Unit: bytes.
    static let pageBytes = 1_048_576

    let postgres: PostgresClient

    func readProcess(
        request: Hoso_Signing_V1_ReadProcessRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_ReadProcessResponse {
        guard let id = Identifier(bytes: request.documentID) else {
            throw HosoFailure(
                code: .invalidArgument, messageVi: "document_id phải dài 16 byte.", messageEn: "document_id must be 16 bytes long.")
        }
        return try await self.postgres.withConnection { connection in
            let store = DocumentStore(session: connection)
            let history = try await store.facts(of: id)
            guard !history.isEmpty else { return .init() }
            var response = Hoso_Signing_V1_ReadProcessResponse.with { $0.known = true }
            var bytes = 0
            for recorded in history where recorded.position > Int(request.afterPosition) {
                let words = recorded.fact.said
                guard response.facts.isEmpty || bytes + words.utf8.count <= Self.pageBytes else {
                    response.nextAfterPosition = response.facts.last?.position ?? 0
                    return response
                }
                bytes += words.utf8.count
                response.facts.append(
                    .with {
                        $0.position = Int32(clamping: recorded.position)
                        $0.kind = recorded.fact.word
                        $0.officerCode = recorded.actor
                        $0.at = Google_Protobuf_Timestamp(recorded.at)
                        $0.words = words
                    })
            }
            response.views = try await DocumentViewStore(session: connection).list(of: id).map { view in
                .with {
                    $0.officerCode = view.officer
                    $0.seenAt = Google_Protobuf_Timestamp(view.at)
                    $0.refused = view.isRefused
                }
            }
            return response
        }
    }
}
