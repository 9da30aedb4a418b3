import GatewayDomain
import GRPCCore
import HosoProto
import Hummingbird

/// Incoming documents and their work lists.
struct IncomingRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        let incoming = self.backend.incoming
        router.acting(Hoso_Intake_V1_ImportReceptionRequest.self, post: "/v1/receptions") {
            try await incoming.importReception($0, options: Backend.usual)
        }
        router.making(
            Hoso_Intake_V1_EnterIncomingRequest.self, post: "/v1/incoming", replayed: \.replayed
        ) { try await incoming.enterIncoming($0, options: Backend.usual) }
        router.reading(
            Hoso_Intake_V1_ListIncomingRequest.self, get: "/v1/incoming",
            query: ["agency", "year", "limit", "after"], fill: {
            $0.agencyCode = try $1.code("agency")
            $0.year = try $1.number("year")
            $0.limit = try $1.limit()
            $0.after = try $1.number("after")
        }) { try await incoming.listIncoming($0, options: Backend.usual) }
        router.reading(Hoso_Intake_V1_GetIncomingRequest.self, get: "/v1/incoming/{id}", id: { $0.incomingID = $1 }) {
            try await incoming.getIncoming($0, options: Backend.usual)
        }
        // Registration asks signing for a verdict.
        router.acting(
            Hoso_Intake_V1_TakeIncomingStepRequest.self, post: "/v1/incoming/{id}/steps", id: { $0.incomingID = $1 }
        ) { try await incoming.takeIncomingStep($0, options: Backend.slow) }
        router.acting(Hoso_Intake_V1_MakeIncomingBookRequest.self, post: "/v1/incoming-books", status: .created) {
            try await incoming.makeIncomingBook($0, options: Backend.slow)
        }
        router.acting(
            Hoso_Intake_V1_MakeHandlingSlipRequest.self, post: "/v1/incoming/{id}/slips",
            id: { $0.incomingID = $1 }, status: .created
        ) { try await incoming.makeHandlingSlip($0, options: Backend.slow) }
        self.addWork(to: router)
    }

    private func addWork(to router: EdgeRouter) {
        let incoming = self.backend.incoming
        router.reading(
            Hoso_Intake_V1_ListIncomingWorkRequest.self, get: "/v1/incoming-work",
            query: Hoso_Intake_V1_ListIncomingWorkRequest.names, fill: { try $0.fill($1) }
        ) { try await incoming.listIncomingWork($0, options: Backend.usual) }
        router.reading(
            Hoso_Intake_V1_CountIncomingWorkRequest.self, get: "/v1/incoming-work/counts",
            query: ["officer", "agency", "unit"], fill: { try $0.fillOwner($1) }
        ) { try await incoming.countIncomingWork($0, options: Backend.usual) }
        router.acting(Hoso_Intake_V1_HandOverIncomingRequest.self, post: "/v1/incoming-work/hand-overs") {
            try await incoming.handOverIncoming($0, options: Backend.slow)
        }
        router.reading(
            Hoso_Intake_V1_ListIncomingOfficersRequest.self, get: "/v1/incoming-officers",
            query: Hoso_Intake_V1_ListIncomingOfficersRequest.names, fill: { try $0.fillPeriod($1) }
        ) { try await incoming.listIncomingOfficers($0, options: Backend.usual) }
        router.reading(
            Hoso_Intake_V1_ListIncomingHandledRequest.self, get: "/v1/incoming-handled",
            query: Hoso_Intake_V1_ListIncomingHandledRequest.names, fill: { try $0.fill($1) }
        ) { try await incoming.listIncomingHandled($0, options: Backend.usual) }
    }
}
