import Clocks
import GRPCCore
import HosoProto
import IntakeDomain
import Postgres
import ServiceKit
import SwiftProtobuf

/// Answers the calls of `hoso.intake.v1.IncomingService`: wire, handler, wire.
struct IncomingRPC: Hoso_Intake_V1_IncomingService.SimpleServiceProtocol {
    let handlers: IncomingHandlers
    let books: IncomingBooks
    let access: IncomingAccess

    func importReception(
        request: Hoso_Intake_V1_ImportReceptionRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_ImportReceptionResponse {
        let officer = try IncomingReading.officer(request.officerCode)
        return try await self.answer(officer, "reception \(request.reception.agencyCode)") {
            let reception = try IncomingReading.reception(request.reception)
            try await self.access.checkAdministrator(officer, of: reception.agency)
            try await self.access.checkTakers(reception.workers.sorted(), in: reception.agency)
            let changed = try await ImportReceptionHandler(postgres: self.handlers.postgres, clock: self.handlers.clock).handle(
                reception, by: officer)
            return .with { $0.changed = changed }
        }
    }

    func enterIncoming(
        request: Hoso_Intake_V1_EnterIncomingRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_EnterIncomingResponse {
        let officer = try IncomingReading.officer(request.officerCode)
        return try await self.answer(officer, "enter incoming \(request.agencyCode)") {
            let head = try IncomingReading.head(request)
            try await self.access.checkActor(officer, in: head.agency)
            let (document, isReplayed) = try await self.handlers.enter(
                head, by: officer, key: try IncomingReading.key(request.idempotencyKey))
            return .with {
                $0.incoming = IncomingWire.message(document, at: self.handlers.clock.now())
                $0.replayed = isReplayed
            }
        }
    }

    func takeIncomingStep(
        request: Hoso_Intake_V1_TakeIncomingStepRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_TakeIncomingStepResponse {
        let officer = try IncomingReading.officer(request.officerCode)
        return try await self.answer(officer, "step \(request.incomingID)") {
            let id = try IncomingReading.identifier(request.incomingID, "incoming_id")
            let wish = try IncomingReading.wish(request)
            let agency = try await self.handlers.agency(of: id)
            try await self.access.checkActor(officer, in: agency)
            try await self.access.checkTakers(wish.takers, in: agency)
            let (document, duplicates) = try await self.handlers.take(id, wish, by: officer, expecting: Int(request.expectedPosition))
            return .with {
                $0.incoming = IncomingWire.message(document, at: self.handlers.clock.now())
                $0.duplicates = duplicates.map(IncomingWire.message)
            }
        }
    }

    func getIncoming(
        request: Hoso_Intake_V1_GetIncomingRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_GetIncomingResponse {
        try await self.answer {
            let found = try await self.shown(request.incomingID, to: request.officerCode)
            return .with {
                $0.incoming = IncomingWire.message(found.document, at: self.handlers.clock.now())
                $0.history = found.history.map(IncomingWire.message)
                $0.views = found.views.map(IncomingWire.message)
            }
        }
    }

    func listIncoming(
        request: Hoso_Intake_V1_ListIncomingRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_ListIncomingResponse {
        let reader = try IncomingReading.officer(request.officerCode)
        return try await self.answer(reader, "register \(request.agencyCode)") {
            let agency = try IncomingReading.code(request.agencyCode, "agency_code")
            let limit = try IncomingReading.limit(request.limit)
            try await self.access.reception(of: agency, for: reader) { $0.mayRegister(reader) }
            let now = self.handlers.clock.now()
            let found = try await self.handlers.postgres.withConnection { connection in
                let ids = try await ArrivalStore(session: connection).register(
                    agency: agency, year: Int(request.year), after: Int(request.after), limit: limit)
                var found: [IncomingDocument] = []
                for id in ids {
                    if let document = try await IncomingStore(session: connection).find(id) { found.append(document) }
                }
                return found
            }
            return .with { $0.incoming = found.map { IncomingWire.message($0, at: now) } }
        }
    }

    func listIncomingWork(
        request: Hoso_Intake_V1_ListIncomingWorkRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_ListIncomingWorkResponse {
        let reader = try IncomingReading.officer(request.readerCode, "reader_code")
        return try await self.answer(reader, "work \(request.officerCode)\(request.unitCode)") {
            let owner = try await self.owner(request.officerCode, request.agencyCode, request.unitCode, for: reader)
            let limit = try IncomingReading.limit(request.limit)
            guard request.kind.isEmpty || IncomingTask.Kind(rawValue: request.kind) != nil else { throw IncomingRefusal.malformed("kind") }
            let after = try IncomingReading.place(request.after)
            let late = request.late ? self.handlers.clock.now() : nil
            // One more than asked for tells whether there is a next page.
            let found = try await self.handlers.postgres.withConnection {
                try await IncomingWorkStore(session: $0).list(of: owner, kind: request.kind, late: late, after: after, limit: limit + 1)
            }
            let page = found.prefix(limit)
            return .with {
                $0.items = page.map(IncomingWire.message)
                if found.count > limit, let last = page.last { $0.nextAfter = IncomingReading.text(last.place) }
            }
        }
    }

    func countIncomingWork(
        request: Hoso_Intake_V1_CountIncomingWorkRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_CountIncomingWorkResponse {
        let reader = try IncomingReading.officer(request.readerCode, "reader_code")
        return try await self.answer(reader, "work \(request.officerCode)\(request.unitCode)") {
            let owner = try await self.owner(request.officerCode, request.agencyCode, request.unitCode, for: reader)
            let now = self.handlers.clock.now()
            let counts = try await self.handlers.postgres.withConnection {
                try await IncomingWorkStore(session: $0).count(of: owner, at: now)
            }
            return .with { $0.counts = counts.map(IncomingWire.message) }
        }
    }

    func handOverIncoming(
        request: Hoso_Intake_V1_HandOverIncomingRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_HandOverIncomingResponse {
        let officer = try IncomingReading.officer(request.officerCode)
        return try await self.answer(officer, "hand over \(request.agencyCode)") {
            let agency = try IncomingReading.code(request.agencyCode, "agency_code")
            try await self.access.checkAdministrator(officer, of: agency, leaver: request.fromCode)
            try await self.access.checkTakers([try IncomingReading.code(request.toCode, "to_code")], in: agency)
            let count = try await self.handlers.handOver(
                agency: agency, from: request.fromCode, to: request.toCode, reason: request.reason.composed, by: officer)
            return .with { $0.documents = Int32(clamping: count) }
        }
    }

    /// A document that somebody with a post may see; that it was seen, or not, is recorded (R75, R76).
    func shown(_ id: String, to officer: String) async throws -> IncomingHandlers.Answer {
        let officer = try IncomingReading.code(officer, "officer_code")
        return try await self.handlers.show(
            try IncomingReading.identifier(id, "incoming_id"), to: officer, isEmployed: try await self.access.isEmployed(officer))
    }

    /// Whose work list, if the reader may look at it; one's own needs no asking.
    private func owner(_ officer: String, _ agency: String, _ unit: String, for reader: String) async throws -> IncomingWorkStore.Owner {
        let owner = try IncomingReading.owner(officer: officer, agency: agency, unit: unit)
        switch owner {
        case .officer(reader, _): return owner
        case .officer(let person, let agency):
            try await self.access.reception(of: agency, for: reader) { $0.maySeeWork(of: person, reader) }
        case .unit(let agency, let code):
            try await self.access.reception(of: agency, for: reader) { $0.maySeeWork(ofUnit: code, reader) }
        }
        return owner
    }

    /// Answers a call of somebody whose denial is kept.
    func answer<Response: Sendable>(
        _ officer: String, _ subject: String, _ body: () async throws -> Response
    ) async throws -> Response {
        try await self.answer { try await self.access.keeping(officer, subject, body) }
    }

    /// Tells refusals in the form of the wire; everything else is told by the interceptor of the host.
    func answer<Response: Sendable>(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let refusal as IncomingRefusal {
            throw refusal.failure
        }
    }
}
