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

    func importReception(
        request: Hoso_Intake_V1_ImportReceptionRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_ImportReceptionResponse {
        try await self.answer {
            let officer = try IncomingReading.code(request.officerCode, "officer_code")
            let changed = try await ImportReceptionHandler(postgres: self.handlers.postgres, clock: self.handlers.clock).handle(
                try IncomingReading.reception(request.reception), by: officer)
            return .with { $0.changed = changed }
        }
    }

    func enterIncoming(
        request: Hoso_Intake_V1_EnterIncomingRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_EnterIncomingResponse {
        try await self.answer {
            let (document, isReplayed) = try await self.handlers.enter(
                try IncomingReading.head(request), by: try IncomingReading.code(request.officerCode, "officer_code"),
                key: try IncomingReading.key(request.idempotencyKey))
            return .with {
                $0.incoming = IncomingWire.message(document, at: self.handlers.clock.now())
                $0.replayed = isReplayed
            }
        }
    }

    func takeIncomingStep(
        request: Hoso_Intake_V1_TakeIncomingStepRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_TakeIncomingStepResponse {
        try await self.answer {
            let (document, duplicates) = try await self.handlers.take(
                try IncomingReading.identifier(request.incomingID, "incoming_id"), try IncomingReading.wish(request),
                by: try IncomingReading.code(request.officerCode, "officer_code"), expecting: Int(request.expectedPosition))
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
            let found = try await self.handlers.show(
                try IncomingReading.identifier(request.incomingID, "incoming_id"),
                to: try IncomingReading.code(request.officerCode, "officer_code"))
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
        try await self.answer {
            let agency = try IncomingReading.code(request.agencyCode, "agency_code")
            let limit = try IncomingReading.limit(request.limit)
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
        try await self.answer {
            let owner = try IncomingReading.owner(officer: request.officerCode, agency: request.agencyCode, unit: request.unitCode)
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
        try await self.answer {
            let owner = try IncomingReading.owner(officer: request.officerCode, agency: request.agencyCode, unit: request.unitCode)
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
        try await self.answer {
            let count = try await self.handlers.handOver(
                agency: request.agencyCode, from: request.fromCode, to: request.toCode, reason: request.reason.composed,
                by: try IncomingReading.code(request.officerCode, "officer_code"))
            return .with { $0.documents = Int32(clamping: count) }
        }
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
