import Clocks
import Foundation
import GRPCCore
import HosoProto
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// The calls of record keeping: wire → handler → wire, nothing else.
struct KeepingRPC: Hoso_Records_V1_RecordKeepingService.SimpleServiceProtocol {
    let keeping: RecordKeeping
    let judge: SignatureJudge
    let rules: TransferRules

    func openRecord(
        request: Hoso_Records_V1_OpenRecordRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_OpenRecordResponse {
        try await RecordsRPC.translating {
            let record = try await OpenRecordHandler(keeping: self.keeping).open(
                KeepingRequests.wish(request), by: request.officerCode)
            return .with {
                $0.record = RecordsWire.message(record)
                $0.details = KeepingWire.message(record.details)
            }
        }
    }

    func describeRecord(
        request: Hoso_Records_V1_DescribeRecordRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_DescribeRecordResponse {
        try await RecordsRPC.translating {
            let record = try await DescribeRecordHandler(keeping: self.keeping).describe(
                RecordsWire.identifier(request.recordID, "recordId"), as: KeepingRequests.details(request.details),
                expectedVersion: request.expectedVersion, by: request.officerCode)
            return .with {
                $0.record = RecordsWire.message(record)
                $0.details = KeepingWire.message(record.details)
            }
        }
    }

    func fileDocument(
        request: Hoso_Records_V1_FileDocumentRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_FileDocumentResponse {
        try await RecordsRPC.translating {
            let (record, ordinal, filed) = try await FileDocumentHandler(keeping: self.keeping, judge: self.judge).file(
                KeepingRequests.subject(request), as: request.componentCode,
                in: RecordsWire.identifier(request.recordID, "recordId"), by: request.officerCode)
            return .with {
                $0.record = RecordsWire.message(record)
                $0.ordinal = Int32(ordinal)
                $0.filed = filed
            }
        }
    }

    func fileByRule(
        request: Hoso_Records_V1_FileByRuleRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_FileByRuleResponse {
        try await RecordsRPC.translating {
            let document = try KeepingRequests.newDocument(request.newDocument)
            let origin = FileByRuleHandler.Origin(
                agencyCode: request.agencyCode, year: Int(request.year),
                facts: FilingFacts(
                    paperTypeCode: document.paperTypeCode, sender: request.sender, procedureCode: request.procedureCode,
                    subject: document.title),
                reference: request.reference)
            let (record, ordinal, opened) = try await FileByRuleHandler(keeping: self.keeping, judge: self.judge).file(
                document, from: origin, recordID: RecordsWire.identifier(request.recordID, "recordId"), by: request.officerCode)
            return .with {
                $0.record = RecordsWire.message(record)
                $0.ordinal = Int32(ordinal)
                $0.opened = opened
            }
        }
    }

    func removeDocument(
        request: Hoso_Records_V1_RemoveDocumentRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_RemoveDocumentResponse {
        try await RecordsRPC.translating {
            let record = try await RemoveDocumentHandler(keeping: self.keeping).remove(
                ordinal: Int(request.ordinal), from: RecordsWire.identifier(request.recordID, "recordId"),
                because: KeepingRequests.reason(request.reason), note: request.note, by: request.officerCode)
            return .with { $0.record = RecordsWire.message(record) }
        }
    }

    func excludeRecords(
        request: Hoso_Records_V1_ExcludeRecordsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ExcludeRecordsResponse {
        try await RecordsRPC.translating {
            let sealed = try await ExcludeRecordsHandler(keeping: self.keeping).exclude { now throws(RecordsRefusal) in
                try KeepingRequests.exclusion(request, at: now)
            }
            return .with { $0.exclusion = KeepingWire.message(sealed) }
        }
    }

    func moveRecord(
        request: Hoso_Records_V1_MoveRecordRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_MoveRecordResponse {
        try await RecordsRPC.translating {
            let record = try await MoveRecordHandler(keeping: self.keeping, rules: self.rules).move(
                RecordsWire.identifier(request.recordID, "recordId"), KeepingRequests.step(request),
                expectedVersion: request.expectedVersion, by: request.officerCode)
            return .with { $0.record = RecordsWire.message(record) }
        }
    }

    func holdRecord(
        request: Hoso_Records_V1_HoldRecordRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_HoldRecordResponse {
        try await RecordsRPC.translating {
            let record = try await MoveRecordHandler(keeping: self.keeping, rules: self.rules).hold(
                RecordsWire.identifier(request.recordID, "recordId"), request.hold, reason: request.reason,
                by: request.officerCode)
            return .with { $0.held = !record.details.hold.isEmpty }
        }
    }
}
