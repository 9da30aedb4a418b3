import Clocks
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

/// Shows what a procedure asks for and what the owner's repository already holds of it (R19).
struct PrepareDossierHandler: Sendable {
    let procedures: ProcedureStore
    let repository: RepositoryPort
    let clock: any UTCClock

    func handle(_ request: Hoso_Intake_V1_PrepareDossierRequest) async throws -> Hoso_Intake_V1_PrepareDossierResponse {
        let owner: DossierOwner
        do {
            owner = try DossierOwner(wire: request.owner)
        } catch {
            throw error.failure
        }
        let today = self.clock.now().vietnamDate
        guard request.procedureCode.utf8.count == 8, !request.procedureCode.utf8.contains(0),
            let procedure = try await self.procedures.version(of: request.procedureCode, on: today)
        else {
            throw HosoFailure(
                code: .notFound, messageVi: "Không có thủ tục nào mang mã này đang có hiệu lực.",
                messageEn: "No procedure with this code is in force.", pointer: "procedure_code")
        }
        let documents = try await self.repository.documents(of: owner.id, for: procedure)
        let offers = ReuseOffer.offers(for: procedure, from: documents)
        let offered = Set(offers.map(\.componentCode))
        return .with {
            $0.procedure = procedure.wire
            $0.reuseOffers = offers.map(\.wire)
            $0.missingComponentCodes = procedure.handedInComponents
                .filter { $0.isRequired && !offered.contains($0.code) }.map(\.code)
        }
    }
}
