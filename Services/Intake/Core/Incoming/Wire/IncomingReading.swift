import BlobStore
import Clocks
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

/// Reads requests about incoming documents; what is missing or unknown is refused by the name of its field.
enum IncomingReading {
    /// A UUID.
    static func identifier(_ text: String, _ field: String) throws(IncomingRefusal) -> Identifier {
        guard let id = Identifier(text) else { throw .malformed(field) }
        return id
    }

    /// A code of 1 to 64 bytes.
    static func code(_ text: String, _ field: String) throws(IncomingRefusal) -> String {
        guard (1...64).contains(text.utf8.count), !text.utf8.contains(0) else { throw .malformed(field) }
        return text
    }

    /// Who asks.
    static func officer(_ text: String, _ field: String = "officer_code") throws -> String {
        do {
            return try self.code(text, field)
        } catch {
            throw error.failure
        }
    }

    /// An idempotency key.
    static func key(_ text: String) throws(IncomingRefusal) -> String {
        guard (1...255).contains(text.utf8.count), !text.utf8.contains(0) else { throw .malformed("idempotency_key") }
        return text
    }

    /// A reception.
    static func reception(_ wire: Hoso_Intake_V1_Reception) throws(IncomingRefusal) -> Reception {
        Reception(
            agency: try self.code(wire.agencyCode, "agency_code"), version: Int(wire.version), clerks: wire.clerkCodes,
            directors: wire.directorCodes,
            units: wire.units.map { Reception.Unit(code: $0.code, head: $0.headCode, members: $0.memberCodes) },
            readers: wire.readerCodes)
    }

    /// What an incoming document says of itself.
    static func head(_ wire: Hoso_Intake_V1_EnterIncomingRequest) throws(IncomingRefusal) -> IncomingHead {
        guard wire.secrecy != .unspecified else { throw .malformed("secrecy") }
        guard wire.hasDated, let dated = wire.dated.date else { throw .malformed("dated") }
        var file: IncomingHead.File?
        if wire.hasFile {
            file = IncomingHead.File(
                sha256: wire.file.sha256, sizeBytes: wire.file.sizeBytes, mediaType: wire.file.mediaType, name: wire.file.name.composed)
        }
        return IncomingHead(
            agency: wire.agencyCode, reception: 0, authorCode: wire.authorCode, authorName: wire.authorName.composed,
            notation: wire.notation.composed, dated: dated, type: wire.type.composed, subject: wire.subject.composed,
            urgency: wire.urgency.isEmpty ? "none" : wire.urgency, isStub: wire.secrecy != .none, isPaper: wire.paper, file: file)
    }

    /// A step.
    static func wish(_ wire: Hoso_Intake_V1_TakeIncomingStepRequest) throws(IncomingRefusal) -> IncomingHandlers.Wish {
        switch wire.step {
        case .register(let step): return .register(despiteDuplicate: step.despiteDuplicate)
        case .capture(let step):
            guard let scan = BlobReference(hex: step.scan.sha256, sizeBytes: step.scan.sizeBytes), step.scan.mediaType.contains("/")
            else { throw .malformed("scan") }
            return .capture(scan: scan, mediaType: step.scan.mediaType, pages: step.declaredPages)
        case .direct(let step):
            guard step.hasDeadlineAt, let deadline = step.deadlineAt.instant else { throw .malformed("deadline_at") }
            let assignments = step.assignments.map {
                IncomingAssignment(unit: $0.unitCode, officer: $0.officerCode, isLead: $0.lead)
            }
            return .step(.direct(assignments: assignments, opinion: step.opinion.composed, deadline: deadline))
        case .report(let step): return .step(.report(text: step.text.composed))
        case .finish(let step):
            let answer = step.answerDocumentID.isEmpty ? nil : try self.identifier(step.answerDocumentID, "answer_document_id")
            return .step(.finish(result: step.result.composed, answer: answer))
        case .transfer(let step):
            return .step(
                .transfer(
                    to: IncomingAssignment(unit: step.unitCode, officer: step.officerCode, isLead: true), reason: step.reason.composed))
        case .sendBack(let step): return .step(.sendBack(reason: step.reason.composed))
        case .remove: return .step(.remove)
        case nil: throw .malformed("step")
        }
    }

    /// Whose work list.
    static func owner(officer: String, agency: String, unit: String) throws(IncomingRefusal) -> IncomingWorkStore.Owner {
        if !officer.isEmpty { return .officer(try self.code(officer, "officer_code"), agency: agency) }
        return .unit(agency: try self.code(agency, "agency_code"), code: try self.code(unit, "unit_code"))
    }

    /// How many to return.
    static func limit(_ limit: Int32) throws(IncomingRefusal) -> Int {
        guard (0...200).contains(limit) else { throw .malformed("limit") }
        return limit == 0 ? 50 : Int(limit)
    }

    /// Where a page begins, as ``text(_:)`` wrote it.
    static func place(_ text: String) throws(IncomingRefusal) -> IncomingWorkStore.Place {
        guard !text.isEmpty else { return .start }
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let since = UTCInstant(iso8601: parts[0]), let incoming = Identifier(parts[1]),
            IncomingTask.Kind(rawValue: parts[2]) != nil
        else { throw .malformed("after") }
        return IncomingWorkStore.Place(since: since, incoming: incoming, kind: parts[2])
    }

    /// Where the next page begins.
    static func text(_ place: IncomingWorkStore.Place) -> String {
        "\(place.since.iso8601)|\(place.incoming)|\(place.kind)"
    }
}
