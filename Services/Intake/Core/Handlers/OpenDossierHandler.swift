import Clocks
import Crypto
import Foundation
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

/// Opens a dossier and gives it its code (R10, R11, R13, R14, R19).
struct OpenDossierHandler: Sendable {

    let dossiers: DossierStore
    let procedures: ProcedureStore
    let directory: DirectoryPort
    let repository: RepositoryPort
    let clock: any UTCClock
    let identifiers: any IdentifierSource

    func handle(_ request: Hoso_Intake_V1_OpenDossierRequest) async throws -> Hoso_Intake_V1_OpenDossierResponse {
        try Self.checkHead(request)
        let fingerprint = try Self.fingerprint(request)
        if let reply = try await self.replay(request.idempotencyKey, fingerprint) {
            return reply
        }
        let now = self.clock.now()
        let new = try await self.read(request, on: now.vietnamDate)
        // Refused before a code is drawn: codes have no holes from requests that could not succeed.
        try Self.translating { () throws(DossierError) in _ = try new.repeatedRequests(at: now) }
        let code = try await self.code(request, new: new, on: now.vietnamDate)
        let opened = try Self.translating { () throws(DossierError) in
            try new.open(id: self.identifiers.next(), code: code, at: now)
        }
        let reply = Hoso_Intake_V1_OpenDossierResponse.with { $0.dossier = opened.dossier.wire }
        let outcome = try await self.dossiers.openUnlessCodeTaken(
            opened.dossier, change: opened.change, facts: opened.facts, key: request.idempotencyKey,
            reply: DossierStore.StoredReply(fingerprint: fingerprint, reply: try reply.serializedBytes()))
        switch outcome {
        case .opened:
            return reply
        case .keyTaken:
            // The other request has committed, or its key would not have been seen.
            guard let reply = try await self.replay(request.idempotencyKey, fingerprint) else {
                throw Self.conflict
            }
            return reply
        case .codeTaken:
            throw HosoFailure(
                code: .conflict, messageVi: "Mã hồ sơ này đã được dùng cho hồ sơ khác.",
                messageEn: "This code belongs to another dossier.", pointer: "foreign_code")
        }
    }

    private func replay(
        _ key: String, _ fingerprint: [UInt8]
    ) async throws -> Hoso_Intake_V1_OpenDossierResponse? {
        guard let stored = try await self.dossiers.reply(under: key) else {
            return nil
        }
        guard stored.fingerprint == fingerprint else {
            throw HosoFailure(
                code: .keyReused,
                messageVi: "Khóa chống trùng đã được dùng cho một yêu cầu khác; hãy tạo khóa mới.",
                messageEn: "The idempotency key was used for another request; choose a new one.",
                pointer: "idempotency_key")
        }
        var reply = try Hoso_Intake_V1_OpenDossierResponse(serializedBytes: stored.reply)
        reply.replayed = true
        return reply
    }

    private func read(_ request: Hoso_Intake_V1_OpenDossierRequest, on day: VietnamDate) async throws -> NewDossier {
        let procedure = try await self.procedure(request.procedureCode, on: day)
        guard let channel = Channel(wire: request.channel) else {
            throw WireFault(pointer: "channel", expected: "desk, online or postal").failure
        }
        try await self.checkAgency(request.receivingAgencyCode, "receiving_agency_code", on: day)
        if !request.supportingAgencyCode.isEmpty {
            try await self.checkAgency(request.supportingAgencyCode, "supporting_agency_code", on: day)
        }
        let owner = try Self.translating { () throws(DossierError) in try DossierOwner(wire: request.owner) }
        let (brought, held) = try await self.brought(request, procedure)
        return try Self.translating { () throws(DossierError) in
            try NewDossier(
                procedure: procedure,
                owner: owner,
                channel: channel,
                places: Places(
                    receipt: request.receivingAgencyCode,
                    support: request.supportingAgencyCode.isEmpty ? nil : request.supportingAgencyCode,
                    competent: procedure.competentAgencyCode ?? request.receivingAgencyCode),
                officerCode: request.officerCode,
                assistedBy: request.assistedBy.isEmpty ? nil : request.assistedBy,
                brought: brought,
                held: held)
        }
    }

    private static func translating<Result>(_ body: () throws(DossierError) -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw error.failure
        }
    }

    private func procedure(_ code: String, on day: VietnamDate) async throws -> ProcedureVersion {
        guard code.utf8.count == 8, !code.utf8.contains(0),
            let procedure = try await self.procedures.version(of: code, on: day)
        else {
            throw HosoFailure(
                code: .notFound, messageVi: "Không có thủ tục nào mang mã này đang có hiệu lực.",
                messageEn: "No procedure with this code is in force.", pointer: "procedure_code")
        }
        return procedure
    }

    /// Reads the components; a document to reuse must really be the owner's and of the kind asked for.
    ///
    /// The repository is asked whenever a paper is brought or reused: what it holds is not taken again without a reason.
    private func brought(
        _ request: Hoso_Intake_V1_OpenDossierRequest, _ procedure: ProcedureVersion
    ) async throws -> (components: [BroughtComponent], held: [ReuseOffer]) {
        let documents =
            request.components.isEmpty ? [] : try await self.repository.documents(of: request.owner.id, for: procedure)
        let offers = ReuseOffer.offers(for: procedure, from: documents)
        let components = try request.components.enumerated().map { index, component in
            var offer: ReuseOffer?
            if !component.reuseDocumentID.isEmpty {
                let id = Identifier(bytes: component.reuseDocumentID)
                offer = offers.first { $0.componentCode == component.code && $0.documentID == id }
                if offer == nil {
                    throw HosoFailure(
                        code: .invalidArgument,
                        messageVi: "Giấy tờ được chọn không dùng lại được cho thành phần này.",
                        messageEn: "The document cannot be reused for this component.",
                        pointer: "components[\(index)].reuse_document_id")
                }
            }
            return BroughtComponent(
                code: component.code, originals: Int(component.originals), copies: Int(component.copies), reuse: offer,
                repeatReason: try RepeatReason.read(component.repeatReason, pointer: "components[\(index)].repeat_reason"),
                repeatNote: component.repeatNote)
        }
        return (components, offers)
    }

    private func code(
        _ request: Hoso_Intake_V1_OpenDossierRequest, new: NewDossier, on day: VietnamDate
    ) async throws -> DossierCode {
        guard request.foreignCode.isEmpty else {
            do {
                return try DossierCode(foreign: request.foreignCode)
            } catch {
                throw WireFault(
                    pointer: "foreign_code", expected: "at most 64 letters, digits and the signs . - _ /").failure
            }
        }
        let ordinal = try await self.dossiers.nextOrdinal(agencyCode: new.places.receipt, day: day)
        do {
            return try DossierCode(issuedBy: new.places.receipt, on: day, ordinal: ordinal)
        } catch {
            throw WireFault(pointer: "receiving_agency_code", expected: "an agency code such as H99.21").failure
        }
    }

    private func checkAgency(_ code: String, _ pointer: String, on day: VietnamDate) async throws {
        guard (1...35).contains(code.utf8.count), try await self.directory.agency(code, on: day) != nil else {
            throw HosoFailure(
                code: .notFound, messageVi: "Không có cơ quan nào mang mã ở trường \(pointer).",
                messageEn: "No agency bears the code in \(pointer).", pointer: pointer)
        }
    }
}

extension OpenDossierHandler {
    private static var conflict: HosoFailure {
        HosoFailure(
            code: .conflict, messageVi: "Yêu cầu trùng đang được xử lý; hãy thử lại.",
            messageEn: "The same request is being handled; try again.", whoCanMend: .time, retryAfter: .seconds(1))
    }

    private static func checkHead(_ request: Hoso_Intake_V1_OpenDossierRequest) throws {
        guard (1...255).contains(request.idempotencyKey.count), !request.idempotencyKey.utf8.contains(0) else {
            throw WireFault(pointer: "idempotency_key", expected: "1 to 255 characters").failure
        }
        switch request.secrecy {
        case .none:
            return
        case .secret, .highlySecret, .topSecret:
            throw HosoFailure(
                code: .secret,
                messageVi: "Hồ sơ thuộc phạm vi bí mật nhà nước không được đưa vào hệ thống; hãy xử lý trên giấy.",
                messageEn: "A dossier declared a state secret has no way into the system; handle it on paper.",
                pointer: "secrecy")
        case .unspecified, .UNRECOGNIZED:
            throw WireFault(pointer: "secrecy", expected: "a declared level; none for an ordinary dossier").failure
        }
    }

    /// What tells two requests apart: the digest of the request without its key.
    ///
    /// The message has no map, so equal requests have equal bytes.
    private static func fingerprint(_ request: Hoso_Intake_V1_OpenDossierRequest) throws -> [UInt8] {
        var content = request
        content.idempotencyKey = ""
        let bytes: [UInt8] = try content.serializedBytes()
        return Array(SHA256.hash(data: bytes))
    }
}
