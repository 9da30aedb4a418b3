import Clocks
import Foundation
import GRPCCore
import HosoProto
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// The calls of this service: wire → handler → wire, nothing else.
struct RecordsRPC: Hoso_Records_V1_RecordsService.SimpleServiceProtocol {
    let postgres: PostgresClient
    let plans: FilingPlanHandlers
    let closing: CloseRecordHandler
    let reading: ReadingGuard

    func importFilingPlan(
        request: Hoso_Records_V1_ImportFilingPlanRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ImportFilingPlanResponse {
        try await Self.translating {
            let (plan, changed) = try await self.plans.importPlan(FilingPlan(wire: request.plan), by: request.officerCode)
            return .with {
                $0.plan = RecordsWire.message(plan)
                $0.changed = changed
            }
        }
    }

    func changeFilingPlan(
        request: Hoso_Records_V1_ChangeFilingPlanRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ChangeFilingPlanResponse {
        try await Self.translating {
            let plan = try await self.plans.change(
                agencyCode: request.agencyCode, year: Int(request.year), to: RecordsWire.state(request.state),
                by: request.officerCode)
            return .with { $0.plan = RecordsWire.message(plan) }
        }
    }

    func getFilingPlan(
        request: Hoso_Records_V1_GetFilingPlanRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_GetFilingPlanResponse {
        try await Self.translating {
            let plan = try await self.plans.find(agencyCode: request.agencyCode, year: Int(request.year))
            return .with { $0.plan = RecordsWire.message(plan) }
        }
    }

    func getRecord(
        request: Hoso_Records_V1_GetRecordRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_GetRecordResponse {
        try await Self.translating {
            let id = try await self.postgres.withConnection { try await Self.record(request, RecordStore(session: $0)).id }
            try await self.reading.check(.record, id, for: request.officerCode)
            return try await self.postgres.withConnection { connection in
                let record = try await Self.record(request, RecordStore(session: connection))
                let filed = try await DocumentStore(session: connection).filed(in: record.id)
                // A document with rights of its own is not listed to others; the number of documents still tells of it.
                let readable = try await RightsStore(session: connection).readable(
                    filed.map(\.document.id), for: request.officerCode)
                let documents = try filed.filter { readable.contains($0.document.id) }
                    .map { try RecordsWire.message($0.document, ordinal: $0.ordinal) }
                return .with {
                    $0.record = RecordsWire.message(record)
                    $0.documents = documents
                }
            }
        }
    }

    private static func record(
        _ request: Hoso_Records_V1_GetRecordRequest, _ store: RecordStore
    ) async throws -> WorkRecord {
        let found: WorkRecord?
        switch request.key {
        case .recordID(let bytes): found = try await store.find(id: RecordsWire.identifier(bytes, "recordId"))
        case .fileCode(let code): found = try await store.find(fileCode: code)
        case .dossierCode(let code): found = try await store.find(dossierCode: code)
        case nil: throw RecordsRefusal.missing("key")
        }
        guard let found else { throw RecordsRefusal.notFound("hồ sơ công việc / work record") }
        return found
    }

    func listRecords(
        request: Hoso_Records_V1_ListRecordsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListRecordsResponse {
        try await Self.translating {
            let limit = try Self.limit(request.limit, usual: 50, most: 200)
            let after =
                request.afterRecordID.isEmpty ? nil : try RecordsWire.identifier(request.afterRecordID, "afterRecordId")
            let records = try await self.postgres.withConnection {
                try await RecordStore(session: $0).list(agencyCode: request.agencyCode, after: after, limit: limit)
            }
            return .with {
                $0.records = records.map(RecordsWire.message)
                if records.count == limit, let last = records.last { $0.nextAfterRecordID = Data(last.id.bytes) }
            }
        }
    }

    func closeRecord(
        request: Hoso_Records_V1_CloseRecordRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_CloseRecordResponse {
        try await Self.translating {
            guard let retention = RetentionPeriod(number: Int(request.confirmedRetentionYears)) else {
                throw RecordsRefusal.badRetention(Int(request.confirmedRetentionYears))
            }
            let record = try await self.closing.close(
                RecordsWire.identifier(request.recordID, "recordId"), expectedVersion: request.expectedVersion,
                confirmed: retention, by: request.officerCode)
            return .with { $0.record = RecordsWire.message(record) }
        }
    }

    func findReusable(
        request: Hoso_Records_V1_FindReusableRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_FindReusableResponse {
        try await Self.translating {
            guard !request.ownerID.isEmpty else { throw RecordsRefusal.missing("ownerId") }
            let today = self.reading.clock.now().vietnamDate
            let documents = try await self.postgres.withConnection {
                try await DocumentStore(session: $0).reusable(
                    ownerID: request.ownerID, types: request.paperTypeCodes, on: today)
            }
            let messages = try documents.map { try RecordsWire.message($0) }
            return .with { $0.documents = messages }
        }
    }

    func getDocument(
        request: Hoso_Records_V1_GetDocumentRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_GetDocumentResponse {
        try await Self.translating {
            let id = try RecordsWire.identifier(request.documentID, "documentId")
            try await self.reading.check(.document, id, for: request.officerCode)
            guard let document = try await self.postgres.withConnection({ try await DocumentStore(session: $0).find(id: id) })
            else { throw RecordsRefusal.notFound("tài liệu / document \(id)") }
            let message = try RecordsWire.message(document)
            return .with { $0.document = message }
        }
    }

    func searchDocuments(
        request: Hoso_Records_V1_SearchDocumentsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_SearchDocumentsResponse {
        try await Self.translating {
            let limit = try Self.limit(request.limit, usual: 20, most: 100)
            var question = DocumentQuestion(text: try SearchText(request.query))
            guard !question.text.isEmpty else { throw RecordsRefusal.missing("query") }
            question.ownerID = request.ownerID
            let asked = question
            let hits = try await self.postgres.withConnection {
                try await SearchStore(session: $0).page(asked, for: request.officerCode, limit: limit)
            }
            let messages = try hits.map { try RecordsWire.message($0.document) }
            return .with { $0.documents = messages }
        }
    }

    static func limit(_ asked: Int32, usual: Int, most: Int) throws(RecordsRefusal) -> Int {
        guard asked != 0 else { return usual }
        guard (1...most).contains(Int(asked)) else { throw .missing("limit (1–\(most))") }
        return Int(asked)
    }

    static func translating<Result>(
        _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let refusal as PlacedRefusal {
            throw refusal.failure
        } catch let refusal as RecordsRefusal {
            throw refusal.failure
        }
    }
}
