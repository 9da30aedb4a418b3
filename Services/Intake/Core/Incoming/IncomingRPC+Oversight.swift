import Clocks
import GRPCCore
import HosoProto
import IntakeDomain
import Postgres
import ServiceKit
import SwiftProtobuf

/// Who does what and how fast with incoming documents (H-24).
extension IncomingRPC {
    func listIncomingOfficers(
        request: Hoso_Intake_V1_ListIncomingOfficersRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_ListIncomingOfficersResponse {
        let reader = try IncomingReading.officer(request.officerCode)
        return try await self.answer(reader, "officer work \(request.agencyCode)") {
            let agency = try IncomingReading.code(request.agencyCode, "agency_code")
            let period = try IncomingReading.period(request.from, request.hasFrom, request.to, request.hasTo)
            let reception = try await self.access.reception(of: agency, for: reader) { $0.oversight(of: reader) != .these([]) }
            var only: [String]?
            if case .these(let officers) = reception.oversight(of: reader) { only = officers }
            let now = self.handlers.clock.now()
            let people = try await self.handlers.postgres.withConnection { [only] in
                try await IncomingOversightStore(session: $0).people(agency: agency, only: only, period, at: now)
            }
            return .with { $0.officers = people.map(IncomingWire.message) }
        }
    }

    func listIncomingHandled(
        request: Hoso_Intake_V1_ListIncomingHandledRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_ListIncomingHandledResponse {
        let reader = try IncomingReading.officer(request.officerCode)
        return try await self.answer(reader, "officer work \(request.agencyCode)") {
            let agency = try IncomingReading.code(request.agencyCode, "agency_code")
            let of = try IncomingReading.code(request.ofCode, "of_code")
            let period = try IncomingReading.period(request.from, request.hasFrom, request.to, request.hasTo)
            let limit = try IncomingReading.limit(request.limit)
            let after = try IncomingReading.handledPlace(request.after)
            try await self.access.reception(of: agency, for: reader) { $0.maySeeWork(of: of, reader) }
            // One more than asked for tells whether there is a next page.
            let found = try await self.handlers.postgres.withConnection {
                try await IncomingOversightStore(session: $0).steps(
                    agency: agency, of: of, period, late: request.late, after: after, limit: limit + 1)
            }
            let page = found.prefix(limit)
            return .with {
                $0.steps = page.map(IncomingWire.message)
                if found.count > limit, let last = page.last { $0.nextAfter = IncomingReading.text(last.place) }
            }
        }
    }
}

extension IncomingReading {
    /// The days of a period, both counted.
    static func period(
        _ from: Hoso_Common_V1_Day, _ hasFrom: Bool, _ to: Hoso_Common_V1_Day, _ hasTo: Bool
    ) throws(IncomingRefusal) -> IncomingOversightStore.Period {
        guard hasFrom, let first = from.date else { throw .malformed("from") }
        guard hasTo, let last = to.date, first <= last else { throw .malformed("to") }
        return IncomingOversightStore.Period(
            from: UTCInstant(vietnamDate: first, hour: 0, minute: 0), to: UTCInstant(vietnamDate: last.adding(days: 1), hour: 0, minute: 0))
    }

    /// Where a page of steps begins, as ``text(_:)`` wrote it.
    static func handledPlace(_ text: String) throws(IncomingRefusal) -> IncomingOversightStore.Place {
        guard !text.isEmpty else { return .start }
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let done = UTCInstant(iso8601: parts[0]), let incoming = Identifier(parts[1]), let position = Int(parts[2])
        else { throw .malformed("after") }
        return IncomingOversightStore.Place(doneAt: done, incoming: incoming, position: position)
    }

    /// Where the next page of steps begins.
    static func text(_ place: IncomingOversightStore.Place) -> String { "\(place.doneAt.iso8601)|\(place.incoming)|\(place.position)" }
}

extension IncomingWire {
    static func message(_ person: IncomingOversightStore.Person) -> Hoso_Intake_V1_IncomingOfficerWork {
        .with {
            $0.officerCode = person.officer
            $0.waiting = person.waiting
            $0.late = person.late
            if let oldest = person.oldestSince { $0.oldestSinceAt = Google_Protobuf_Timestamp(oldest) }
            $0.handled = person.handled
            $0.onTime = person.onTime
            $0.doneLate = person.doneLate
            $0.meanSeconds = person.meanSeconds
        }
    }

    static func message(_ step: IncomingOversightStore.Step) -> Hoso_Intake_V1_IncomingHandledStep {
        .with {
            $0.incomingID = step.place.incoming.description
            $0.position = Int32(clamping: step.place.position)
            $0.kind = step.kind
            $0.notation = step.notation
            $0.subject = step.subject
            $0.sinceAt = Google_Protobuf_Timestamp(step.since)
            if let dueAt = step.dueAt { $0.dueAt = Google_Protobuf_Timestamp(dueAt) }
            $0.doneAt = Google_Protobuf_Timestamp(step.place.doneAt)
            $0.late = step.isLate
        }
    }
}
