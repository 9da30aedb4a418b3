import BlobStore
import Clocks
import GRPCCore
import HosoProto
import Logging
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// Answers the calls of `hoso.signing.v1.DocumentService`: wire, handler, wire.
struct DocumentRPC: Hoso_Signing_V1_DocumentService.SimpleServiceProtocol {
    let tools: SigningTools
    let logger: Logger

    func importProcess(
        request: Hoso_Signing_V1_ImportProcessRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_ImportProcessResponse {
        let officer = try DocumentReading.officer(request.officerCode)
        return try await self.answer(officer, "process \(request.process.agencyCode)") {
            let process = try DocumentReading.process(request.process)
            let changed = try await ImportProcessHandler(tools: self.tools).handle(process, by: officer)
            return .with { $0.changed = changed }
        }
    }

    func draftDocument(
        request: Hoso_Signing_V1_DraftDocumentRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_DraftDocumentResponse {
        let officer = try DocumentReading.officer(request.officerCode)
        return try await self.answer(officer, "draft \(request.agencyCode)") {
            let order = try DocumentReading.draft(request)
            let (document, isReplayed) = try await DraftDocumentHandler(tools: self.tools).handle(order)
            return .with {
                $0.document = DocumentWire.message(document)
                $0.replayed = isReplayed
            }
        }
    }

    func takeStep(
        request: Hoso_Signing_V1_TakeStepRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_TakeStepResponse {
        let officer = try DocumentReading.officer(request.officerCode)
        return try await self.answer(officer, "step \(request.documentID)") {
            let document = try await TakeStepHandler(tools: self.tools).handle(
                try DocumentReading.identifier(request.documentID, "document_id"), try DocumentReading.wish(request), by: officer,
                expecting: Int(request.expectedPosition))
            return .with { $0.document = DocumentWire.message(document) }
        }
    }

    func getDocument(
        request: Hoso_Signing_V1_GetDocumentRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_GetDocumentResponse {
        try await self.answer {
            let found = try await GetDocumentHandler(tools: self.tools).handle(
                try DocumentReading.identifier(request.documentID, "document_id"),
                for: try DocumentReading.code(request.officerCode, "officer_code"))
            return .with {
                $0.document = DocumentWire.message(found.document)
                $0.history = found.history.map(DocumentWire.message)
                $0.views = found.views.map(DocumentWire.message)
            }
        }
    }

    func listWork(request: Hoso_Signing_V1_ListWorkRequest, context: ServerContext) async throws -> Hoso_Signing_V1_ListWorkResponse {
        let reader = try DocumentReading.officer(request.readerCode, "reader_code")
        return try await self.answer(reader, "work \(request.officerCode)\(request.unitCode)") {
            let owner = try await self.owner(request.officerCode, request.agencyCode, request.unitCode, for: reader)
            let limit = try DocumentReading.limit(request.limit)
            if !request.kind.isEmpty { _ = try DocumentReading.word(request.kind, "kind", as: DocumentTask.Kind.self) }
            let after = try DocumentReading.place(request.after)
            let late = request.late ? self.tools.clock.now() : nil
            // One more than asked for tells whether there is a next page.
            let found = try await self.tools.postgres.withConnection {
                try await WorkStore(session: $0).list(of: owner, kind: request.kind, late: late, after: after, limit: limit + 1)
            }
            let page = found.prefix(limit)
            return .with {
                $0.items = page.map(DocumentWire.message)
                if found.count > limit, let last = page.last { $0.nextAfter = DocumentReading.text(last.place) }
            }
        }
    }

    func countWork(request: Hoso_Signing_V1_CountWorkRequest, context: ServerContext) async throws -> Hoso_Signing_V1_CountWorkResponse {
        let reader = try DocumentReading.officer(request.readerCode, "reader_code")
        return try await self.answer(reader, "work \(request.officerCode)\(request.unitCode)") {
            let owner = try await self.owner(request.officerCode, request.agencyCode, request.unitCode, for: reader)
            let now = self.tools.clock.now()
            let counts = try await self.tools.postgres.withConnection { try await WorkStore(session: $0).count(of: owner, at: now) }
            return .with {
                $0.counts = counts.map { count in
                    .with {
                        $0.kind = count.kind
                        $0.waiting = count.waiting
                        $0.late = count.late
                    }
                }
            }
        }
    }

    func handOverWork(
        request: Hoso_Signing_V1_HandOverWorkRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_HandOverWorkResponse {
        let officer = try DocumentReading.officer(request.officerCode)
        return try await self.answer(officer, "hand over \(request.agencyCode)") {
            let count = try await HandOverWorkHandler(tools: self.tools).handle(
                agency: request.agencyCode, from: request.fromCode, to: request.toCode, reason: request.reason.composed, by: officer)
            return .with { $0.documents = Int32(clamping: count) }
        }
    }

    func reserveNumber(
        request: Hoso_Signing_V1_ReserveNumberRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_ReserveNumberResponse {
        let officer = try DocumentReading.officer(request.officerCode)
        return try await self.answer(officer, "numbers \(request.agencyCode)") {
            guard request.secrecy != .unspecified else { throw DocumentRefusal.malformed("secrecy") }
            let entry = try await ReserveNumberHandler(tools: self.tools).handle(
                ReserveNumberHandler.Order(
                    key: try DocumentReading.key(request.idempotencyKey), officer: officer,
                    agency: try DocumentReading.code(request.agencyCode, "agency_code"),
                    type: try DocumentReading.word(request.type, "type"), isNormative: request.isNormative,
                    isSecret: request.secrecy != .none, unit: request.unitCode, reason: request.reason.composed,
                    hours: Int(request.hours)))
            return .with { $0.number = DocumentWire.message(entry) }
        }
    }

    func settleNumber(
        request: Hoso_Signing_V1_SettleNumberRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_SettleNumberResponse {
        let officer = try DocumentReading.officer(request.officerCode)
        return try await self.answer(officer, "numbers \(request.agencyCode)") {
            let entry = try await ReserveNumberHandler(tools: self.tools).settle(
                agency: try DocumentReading.code(request.agencyCode, "agency_code"), year: Int(request.year), series: request.series,
                number: Int(request.number), isUsed: request.used, reason: request.reason.composed, by: officer)
            return .with { $0.number = DocumentWire.message(entry) }
        }
    }

    func listNumbers(
        request: Hoso_Signing_V1_ListNumbersRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_ListNumbersResponse {
        let reader = try DocumentReading.officer(request.officerCode)
        return try await self.answer(reader, "numbers \(request.agencyCode)") {
            let agency = try DocumentReading.code(request.agencyCode, "agency_code")
            try await DocumentAccess(tools: self.tools).process(of: agency, for: reader) { $0.mayRegister(reader) }
            let series = request.series.isEmpty ? "general" : request.series
            let limit = try DocumentReading.limit(request.limit)
            let entries = try await self.tools.postgres.withConnection {
                try await NumberStore(session: $0).list(
                    agency: agency, year: Int(request.year), series: series, after: Int(request.after), limit: limit)
            }
            return .with { $0.numbers = entries.map(DocumentWire.message) }
        }
    }

    /// Whose work list, if the reader may look at it; one's own needs no asking.
    private func owner(_ officer: String, _ agency: String, _ unit: String, for reader: String) async throws -> WorkStore.Owner {
        let owner = try DocumentReading.owner(officer: officer, agency: agency, unit: unit)
        let access = DocumentAccess(tools: self.tools)
        switch owner {
        case .officer(reader, _): return owner
        case .officer(let person, let agency):
            try await access.process(of: agency, for: reader) { $0.maySeeWork(of: person, reader) }
        case .unit(let agency, let code):
            try await access.process(of: agency, for: reader) { $0.maySeeWork(ofUnit: code, reader) }
        }
        return owner
    }

    /// Answers a call of somebody whose denial is kept (R75).
    func answer<Response: Sendable>(
        _ officer: String, _ subject: String, _ body: () async throws -> Response
    ) async throws -> Response {
        try await self.answer { try await DocumentAccess(tools: self.tools).keeping(officer, subject, body) }
    }

    /// Tells refusals in the form of the wire.
    func answer<Response: Sendable>(_ body: () async throws -> Response) async throws -> Response {
        try await SigningRPC(tools: self.tools, logger: self.logger).answer {
            do {
                return try await body()
            } catch let refusal as DocumentRefusal {
                throw refusal.failure
            }
        }
    }
}
