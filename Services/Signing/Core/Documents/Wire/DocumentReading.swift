import Clocks
import Foundation
import HosoProto
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// Reads requests about documents; what is missing or unknown is refused by the name of its field.
enum DocumentReading {
    /// A UUID.
    static func identifier(_ text: String, _ field: String) throws(DocumentRefusal) -> Identifier {
        guard let id = Identifier(text) else { throw .malformed(field) }
        return id
    }

    /// A code of 1 to 64 bytes.
    static func code(_ text: String, _ field: String) throws(DocumentRefusal) -> String {
        guard (1...64).contains(text.utf8.count), !text.utf8.contains(0) else { throw .malformed(field) }
        return text
    }

    /// An idempotency key.
    static func key(_ text: String) throws(DocumentRefusal) -> String {
        guard (1...255).contains(text.utf8.count), !text.utf8.contains(0) else { throw .malformed("idempotency_key") }
        return text
    }

    /// One of the words of an enumeration.
    static func word<Value: RawRepresentable>(
        _ text: String, _ field: String, as type: Value.Type = Value.self
    ) throws(DocumentRefusal) -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: text) else { throw .malformed(field) }
        return value
    }

    /// A process.
    static func process(_ wire: Hoso_Signing_V1_DocumentProcess) throws(DocumentRefusal) -> DocumentProcess {
        var units: [DocumentProcess.Unit] = []
        for unit in wire.units {
            units.append(
                .init(
                    code: try self.code(unit.code, "units.code"), abbreviation: unit.abbreviation.composed, head: unit.headCode,
                    members: unit.memberCodes))
        }
        var steps: [DocumentProcess.Step] = []
        for step in wire.steps {
            steps.append(
                .init(kind: try self.word(step.kind, "steps.kind"), officers: step.officerCodes, types: try self.types(step.types)))
        }
        var series: [DocumentProcess.Series] = []
        for entry in wire.series { series.append(.init(type: try self.word(entry.type, "series.type"), name: entry.name)) }
        return DocumentProcess(
            agency: try self.code(wire.agencyCode, "agency_code"), version: Int(wire.version), abbreviation: wire.abbreviation.composed,
            units: units, steps: steps, signers: wire.signerCodes, opinionsRequired: try self.types(wire.opinionsRequired),
            series: series, readers: wire.readerCodes)
    }

    private static func types(_ words: [String]) throws(DocumentRefusal) -> [DocumentType] {
        var types: [DocumentType] = []
        for word in words { types.append(try self.word(word, "types")) }
        return types
    }

    /// A draft.
    ///
    /// - Throws: ``DocumentRefusal/secret`` for anything declared secret, and when nobody declared anything.
    static func draft(_ wire: Hoso_Signing_V1_DraftDocumentRequest) throws(DocumentRefusal) -> DraftDocumentHandler.Order {
        guard wire.secrecy != .unspecified else { throw .malformed("secrecy") }
        guard wire.secrecy == .none else { throw .secret }
        var relation: DocumentRelation?
        if !wire.relation.isEmpty {
            relation = DocumentRelation(
                kind: try self.word(wire.relation, "relation"),
                document: try self.identifier(wire.relatedDocumentID, "related_document_id"))
        }
        let head = DocumentHead(
            agency: try self.code(wire.agencyCode, "agency_code"), process: 0, type: try self.word(wire.type, "type"),
            isNormative: wire.isNormative, subject: wire.subject.composed,
            urgency: try self.word(wire.urgency.isEmpty ? "none" : wire.urgency, "urgency"),
            drafter: try self.code(wire.officerCode, "officer_code"), unit: try self.code(wire.unitCode, "unit_code"),
            signer: try self.code(wire.signerCode, "signer_code"), recipients: wire.recipientCodes,
            answers: wire.answersIncomingID.isEmpty ? nil : try self.identifier(wire.answersIncomingID, "answers_incoming_id"),
            relation: relation)
        return DraftDocumentHandler.Order(
            key: try self.key(wire.idempotencyKey), head: head, file: self.file(wire.body), text: wire.body.text.composed,
            attachments: wire.body.attachments.map(self.file),
            content: try ContentReading.content(of: wire.body))
    }

    /// What is to be set without being drafted.
    static func rendering(
        _ wire: Hoso_Signing_V1_RenderContentRequest
    ) throws(DocumentRefusal) -> (content: DocumentContent, head: DocumentHead) {
        guard wire.hasContent else { throw .malformed("content") }
        let officer = try self.code(wire.officerCode, "officer_code")
        let head = DocumentHead(
            agency: try self.code(wire.agencyCode, "agency_code"), process: 0, type: try self.word(wire.type, "type"),
            isNormative: wire.isNormative, subject: try OutgoingDocument.text(wire.subject.composed, "subject", 1...500),
            urgency: try self.word(wire.urgency.isEmpty ? "none" : wire.urgency, "urgency"), drafter: officer,
            unit: try self.code(wire.unitCode, "unit_code"), signer: "", recipients: [])
        return (try ContentReading.content(wire.content), head)
    }

    private static func file(_ body: Hoso_Signing_V1_DraftBody) -> DocumentFile? { body.hasFile ? self.file(body.file) : nil }

    private static func file(_ wire: Hoso_Signing_V1_DocumentFile) -> DocumentFile {
        DocumentFile(sha256: wire.sha256, sizeBytes: wire.sizeBytes, mediaType: wire.mediaType, name: wire.name.composed)
    }

    /// A step.
    static func wish(_ wire: Hoso_Signing_V1_TakeStepRequest) throws(DocumentRefusal) -> TakeStepHandler.Wish {
        switch wire.step {
        case .revise(let step):
            if let content = try ContentReading.content(of: step.body) {
                guard !step.body.hasFile, step.body.text.isEmpty else { throw .malformed("body") }
                return .content(content, attachments: step.body.attachments.map(self.file), reason: step.reason.composed)
            }
            return .step(
                .revise(
                    file: self.file(step.body), text: step.body.text.composed, attachments: step.body.attachments.map(self.file),
                    reason: step.reason.composed))
        case .askOpinions(let step):
            guard step.hasDeadlineAt, let deadline = step.deadlineAt.instant else { throw .malformed("deadline_at") }
            let asked = step.asked.map { DocumentOpinion.Asked(unit: $0.unitCode, officer: $0.officerCode) }
            return .step(.askOpinions(of: asked, deadline: deadline))
        case .giveOpinion(let step):
            return .step(
                .giveOpinion(
                    number: Int(step.number), version: Int(step.version), position: try self.word(step.position, "position"),
                    text: step.text.composed))
        case .answerOpinion(let step):
            return .step(.answerOpinion(number: Int(step.number), isTakenOver: step.takenOver, text: step.text.composed))
        case .delegateOpinion(let step):
            return .step(
                .delegateOpinion(
                    number: Int(step.number), to: try self.code(step.officerCode, "officer_code"), reason: step.reason.composed))
        case .submit: return .step(.submit)
        case .sendBack(let step): return .step(.sendBack(reason: step.reason.composed))
        case .pass(let step):
            let kind: DocumentStepKind = try self.word(step.kind, "kind")
            guard [.approval, .contentCheck, .formatCheck].contains(kind) else { throw .malformed("kind") }
            return .step(.pass(kind: kind, version: Int(step.version), note: step.note.composed))
        case .enterSignature(let step): return .signature(try self.identifier(step.requestID, "request_id"))
        case .number: return .number
        case .enterSeal(let step): return .seal(try self.identifier(step.requestID, "request_id"))
        case .issue: return .issue
        case .recall(let step): return .step(.recall(reason: step.reason.composed))
        case .abandon(let step): return .step(.abandon(reason: step.reason.composed))
        case nil: throw .malformed("step")
        }
    }

    /// Who asks.
    static func officer(_ text: String, _ field: String = "officer_code") throws -> String {
        do {
            return try self.code(text, field)
        } catch {
            throw error.failure
        }
    }

    /// Whose work list.
    static func owner(officer: String, agency: String, unit: String) throws(DocumentRefusal) -> WorkStore.Owner {
        if !officer.isEmpty { return .officer(try self.code(officer, "officer_code"), agency: agency) }
        return .unit(agency: try self.code(agency, "agency_code"), code: try self.code(unit, "unit_code"))
    }

    /// How many to return.
    static func limit(_ limit: Int32) throws(DocumentRefusal) -> Int {
        guard (0...200).contains(limit) else { throw .malformed("limit") }
        return limit == 0 ? 50 : Int(limit)
    }

    /// Where a page begins, as ``place(_:)`` wrote it.
    static func place(_ text: String) throws(DocumentRefusal) -> WorkStore.Place {
        guard !text.isEmpty else { return .start }
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let since = UTCInstant(iso8601: parts[0]), let document = Identifier(parts[1]),
            DocumentTask.Kind(rawValue: parts[2]) != nil, let opinion = Int(parts[3])
        else { throw .malformed("after") }
        return WorkStore.Place(since: since, document: document, kind: parts[2], opinion: opinion)
    }

    /// Where the next page begins.
    static func text(_ place: WorkStore.Place) -> String {
        "\(place.since.iso8601)|\(place.document)|\(place.kind)|\(place.opinion)"
    }
}
