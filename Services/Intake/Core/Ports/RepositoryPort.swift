import GRPCCore
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

/// What intake asks the records service about an owner's repository (R19).
struct RepositoryPort: Sendable {
    /// How long an answer is waited for.
    static let timeout = Duration.seconds(5)

    let client: any Hoso_Records_V1_RecordsService.ClientProtocol

    /// The documents of an owner that can fill the components of a procedure.
    ///
    /// - Throws: ``HosoFailure`` when the repository cannot be asked; asking the citizen again instead is not an option.
    func documents(of ownerID: String, for procedure: ProcedureVersion) async throws -> [RepositoryDocument] {
        let request = Hoso_Records_V1_FindReusableRequest.with {
            $0.ownerID = ownerID
            $0.paperTypeCodes = Array(Set(procedure.handedInComponents.map(\.paperTypeCode))).sorted()
        }
        var options = CallOptions.defaults
        options.timeout = Self.timeout
        do {
            return try await self.client.findReusable(request, options: options).documents
                .compactMap { RepositoryDocument(wire: $0) }
        } catch let error as RPCError {
            throw HosoFailure(error)
        }
    }
}
