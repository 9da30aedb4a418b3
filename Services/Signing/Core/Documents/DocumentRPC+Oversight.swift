import Clocks
import GRPCCore
import HosoProto
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// Who does what and how fast, and the register book.
extension DocumentRPC {
    func listOfficerWork(
        request: Hoso_Signing_V1_ListOfficerWorkRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_ListOfficerWorkResponse {
        let reader = try DocumentReading.officer(request.officerCode)
        return try await self.answer(reader, "officer work \(request.agencyCode)") {
            let agency = try DocumentReading.code(request.agencyCode, "agency_code")
            let period = try DocumentReading.period(request.from, request.hasFrom, request.to, request.hasTo)
            let process = try await DocumentAccess(tools: self.tools).process(of: agency, for: reader) { $0.oversight(of: reader) != .nobody }
            var only: [String]?
            if case .these(let officers) = process.oversight(of: reader) { only = officers }
            let now = self.tools.clock.now()
            let people = try await self.tools.postgres.withConnection { [only] in
                try await OversightStore(session: $0).people(agency: agency, only: only, period, at: now)
            }
            return .with { $0.officers = people.map(DocumentWire.message) }
        }
    }

    func listHandled(
        request: Hoso_Signing_V1_ListHandledRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_ListHandledResponse {
        let reader = try DocumentReading.officer(request.officerCode)
        return try await self.answer(reader, "officer work \(request.agencyCode)") {
            let agency = try DocumentReading.code(request.agencyCode, "agency_code")
            let of = try DocumentReading.code(request.ofCode, "of_code")
            let period = try DocumentReading.period(request.from, request.hasFrom, request.to, request.hasTo)
            let limit = try DocumentReading.limit(request.limit)
            let after = try DocumentReading.handledPlace(request.after)
            try await DocumentAccess(tools: self.tools).process(of: agency, for: reader) { $0.maySeeWork(of: of, reader) }
            let found = try await self.tools.postgres.withConnection {
                try await OversightStore(session: $0).steps(
                    agency: agency, of: of, period, late: request.late, after: after, limit: limit + 1)
            }
            let page = found.prefix(limit)
            return .with {
                $0.steps = page.map(DocumentWire.message)
                if found.count > limit, let last = page.last { $0.nextAfter = DocumentReading.text(last.place) }
            }
        }
    }

    func makeRegister(
        request: Hoso_Signing_V1_MakeRegisterRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_MakeRegisterResponse {
        let officer = try DocumentReading.officer(request.officerCode)
        return try await self.answer(officer, "register \(request.agencyCode)") {
            let made = try await MakeRegisterHandler(tools: self.tools).handle(try DocumentReading.register(request))
            return .with {
                $0.file = DocumentWire.message(made.file)
                $0.rows = Int32(clamping: made.rows)
            }
        }
    }
}

extension DocumentReading {
    /// The days of a period, both counted.
    static func period(
        _ from: Hoso_Common_V1_Day, _ hasFrom: Bool, _ to: Hoso_Common_V1_Day, _ hasTo: Bool
    ) throws(DocumentRefusal) -> OversightStore.Period {
        guard hasFrom, let first = from.date else { throw .malformed("from") }
        guard hasTo, let last = to.date, first <= last else { throw .malformed("to") }
        return OversightStore.Period(from: UTCInstant(vietnamDate: first, hour: 0, minute: 0), to: UTCInstant(vietnamDate: last.adding(days: 1), hour: 0, minute: 0))
    }

    /// Where a page of steps begins, as ``text(_:)`` wrote it.
    static func handledPlace(_ text: String) throws(DocumentRefusal) -> OversightStore.Place {
        guard !text.isEmpty else { return .start }
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let done = UTCInstant(iso8601: parts[0]), let document = Identifier(parts[1]), let position = Int(parts[2])
        else { throw .malformed("after") }
        return OversightStore.Place(doneAt: done, document: document, position: position)
    }

    /// Where the next page of steps begins.
    static func text(_ place: OversightStore.Place) -> String { "\(place.doneAt.iso8601)|\(place.document)|\(place.position)" }

    /// Which register book.
    static func register(_ wire: Hoso_Signing_V1_MakeRegisterRequest) throws(DocumentRefusal) -> MakeRegisterHandler.Order {
        guard wire.hasFrom, let from = wire.from.date else { throw .malformed("from") }
        guard wire.hasTo, let to = wire.to.date else { throw .malformed("to") }
        return MakeRegisterHandler.Order(
            officer: try self.code(wire.officerCode, "officer_code"), agency: try self.code(wire.agencyCode, "agency_code"),
            name: try OutgoingDocument.text(wire.agencyName.composed, "agency_name", 1...200), from: from, to: to, series: wire.series,
            format: try self.word(wire.format, "format"))
    }
}

extension DocumentWire {
    static func message(_ person: OversightStore.Person) -> Hoso_Signing_V1_OfficerWork {
        .with {
            $0.officerCode = person.officer
            $0.waiting = person.waiting
            $0.late = person.late
            if let oldest = person.oldestSince { $0.oldestSinceAt = Google_Protobuf_Timestamp(oldest) }
            $0.advised = person.advised
            $0.handled = person.handled
            $0.onTime = person.onTime
            $0.doneLate = person.doneLate
            $0.meanSeconds = person.meanSeconds
        }
    }

    static func message(_ step: OversightStore.Step) -> Hoso_Signing_V1_HandledStep {
        .with {
            $0.documentID = step.place.document.description
            $0.position = Int32(clamping: step.place.position)
            $0.kind = step.kind
            $0.subject = step.subject
            $0.sinceAt = Google_Protobuf_Timestamp(step.since)
            if let dueAt = step.dueAt { $0.dueAt = Google_Protobuf_Timestamp(dueAt) }
            $0.doneAt = Google_Protobuf_Timestamp(step.place.doneAt)
            $0.late = step.isLate
        }
    }
}
