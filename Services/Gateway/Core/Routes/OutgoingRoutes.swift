import Clocks
import GatewayDomain
import GRPCCore
import HosoProto
import Hummingbird

/// Outgoing documents, their numbers, copies and work lists.
struct OutgoingRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        let documents = self.backend.documents
        router.acting(Hoso_Signing_V1_ImportProcessRequest.self, post: "/v1/document-processes") {
            try await documents.importProcess($0, options: Backend.usual)
        }
        router.making(
            Hoso_Signing_V1_DraftDocumentRequest.self, post: "/v1/outgoing", replayed: \.replayed
        ) { try await documents.draftDocument($0, options: Backend.slow) }
        router.reading(Hoso_Signing_V1_GetDocumentRequest.self, get: "/v1/outgoing/{id}", id: { $0.documentID = $1 }) {
            try await documents.getDocument($0, options: Backend.usual)
        }
        // A new version of structured text, and its number, are set.
        router.acting(Hoso_Signing_V1_TakeStepRequest.self, post: "/v1/outgoing/{id}/steps", id: { $0.documentID = $1 }) {
            try await documents.takeStep($0, options: Backend.slow)
        }
        router.reading(
            Hoso_Signing_V1_CompareVersionsRequest.self, get: "/v1/outgoing/{id}/differences",
            id: { $0.documentID = $1 }, query: ["earlier", "later"], fill: {
            $0.earlier = try $1.number("earlier")
            $0.later = try $1.number("later")
        }) { try await documents.compareVersions($0, options: Backend.usual) }
        router.get("/v1/document-templates") { _, _ in
            try ProtoJSON.response(try await documents.listTemplates(.init(), options: Backend.usual))
        }
        router.acting(Hoso_Signing_V1_RenderContentRequest.self, post: "/v1/outgoing-renderings") {
            try await documents.renderContent($0, options: Backend.slow)
        }
        // Images, places and modes, which `/v1/signatures` does not know; completed there. Who signs is the header's word, the
        // agency where the organisation signs.
        let signing = self.backend.signing
        router.making(Hoso_Signing_V1_PrepareSignatureRequest.self, post: "/v1/signature-requests") {
            try await signing.prepareSignature($0, options: Backend.slow)
        }
        self.addWork(to: router)
        self.addBooks(to: router)
        self.addCopies(to: router)
    }

    private func addWork(to router: EdgeRouter) {
        let documents = self.backend.documents
        router.reading(
            Hoso_Signing_V1_ListWorkRequest.self, get: "/v1/outgoing-work",
            query: Hoso_Signing_V1_ListWorkRequest.names, fill: { try $0.fill($1) }
        ) { try await documents.listWork($0, options: Backend.usual) }
        router.reading(
            Hoso_Signing_V1_CountWorkRequest.self, get: "/v1/outgoing-work/counts",
            query: ["officer", "agency", "unit"], fill: { try $0.fillOwner($1) }
        ) { try await documents.countWork($0, options: Backend.usual) }
        router.acting(Hoso_Signing_V1_HandOverWorkRequest.self, post: "/v1/outgoing-work/hand-overs") {
            try await documents.handOverWork($0, options: Backend.slow)
        }
        router.reading(
            Hoso_Signing_V1_ListOfficerWorkRequest.self, get: "/v1/outgoing-officers",
            query: Hoso_Signing_V1_ListOfficerWorkRequest.names, fill: { try $0.fillPeriod($1) }
        ) { try await documents.listOfficerWork($0, options: Backend.usual) }
        router.reading(
            Hoso_Signing_V1_ListHandledRequest.self, get: "/v1/outgoing-handled",
            query: Hoso_Signing_V1_ListHandledRequest.names, fill: { try $0.fill($1) }
        ) { try await documents.listHandled($0, options: Backend.usual) }
    }

    private func addBooks(to router: EdgeRouter) {
        let documents = self.backend.documents
        router.acting(Hoso_Signing_V1_MakeRegisterRequest.self, post: "/v1/outgoing-registers", status: .created) {
            try await documents.makeRegister($0, options: Backend.slow)
        }
        router.making(
            Hoso_Signing_V1_ReserveNumberRequest.self, post: "/v1/numbers"
        ) { try await documents.reserveNumber($0, options: Backend.usual) }
        router.acting(Hoso_Signing_V1_SettleNumberRequest.self, post: "/v1/numbers/settle") {
            try await documents.settleNumber($0, options: Backend.usual)
        }
        router.reading(
            Hoso_Signing_V1_ListNumbersRequest.self, get: "/v1/numbers",
            query: ["agency", "year", "series", "limit", "after"], fill: {
            $0.agencyCode = try $1.code("agency")
            $0.year = try $1.number("year")
            $0.series = try $1.code("series")
            $0.limit = try $1.limit()
            $0.after = try $1.number("after")
        }) { try await documents.listNumbers($0, options: Backend.usual) }
    }

    private func addCopies(to router: EdgeRouter) {
        let documents = self.backend.documents
        router.making(
            Hoso_Signing_V1_MakeCopyRequest.self, post: "/v1/copies", replayed: \.replayed
        ) { try await documents.makeCopy($0, options: Backend.slow) }
        router.acting(Hoso_Signing_V1_EnterCopySignatureRequest.self, post: "/v1/copies/{id}/signature", id: { $0.copyID = $1 }) {
            try await documents.enterCopySignature($0, options: Backend.usual)
        }
        router.reading(Hoso_Signing_V1_GetCopyRequest.self, get: "/v1/copies/{id}", id: { $0.copyID = $1 }) {
            try await documents.getCopy($0, options: Backend.slow)
        }
        router.reading(
            Hoso_Signing_V1_ListCopiesRequest.self, get: "/v1/copies",
            query: ["agency", "document", "limit", "after"], fill: {
            $0.agencyCode = try $1.code("agency")
            $0.documentID = try $1.identifier("document")?.description ?? ""
            $0.limit = try $1.limit()
            $0.afterID = try $1.identifier("after")?.description ?? ""
        }) { try await documents.listCopies($0, options: Backend.usual) }
    }
}
