import Clocks
import Foundation
import GRPCCore
import GatewayDomain
import HosoProto
import Hummingbird
import ServiceKit
import SwiftProtobuf

/// Keeping work records: what is missing, whose task it is, what does not count, what follows after closing.
struct KeepingRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.answering(post: "/v1/records", status: .created, self.open)
        router.answering(get: "/v1/records/{id}/review", self.review)
        router.answering(post: "/v1/records/{id}/details", self.describe)
        router.answering(post: "/v1/records/{id}/documents", self.file)
        router.answering(post: "/v1/records/{id}/documents/{ordinal}/removal", self.remove)
        router.answering(post: "/v1/records/{id}/steps", self.move)
        router.answering(post: "/v1/records/{id}/hold", self.hold)
        router.answering(get: "/v1/records/{id}/acts", self.acts)
        router.answering(get: "/v1/tasks", self.tasks)
        router.answering(get: "/v1/backlog", self.backlog)
        router.answering(get: "/v1/transfers", self.transfers)
        router.answering(get: "/v1/exclusions", self.exclusions)
        router.answering(post: "/v1/exclusions", status: .created, self.exclude)
    }

    private func open(_ input: RequestInput) async throws -> KeptRecordAnswer {
        var message = try await input.body { reader in
            Hoso_Records_V1_OpenRecordRequest.with {
                $0.recordID = reader.id("recordId")
                $0.agencyCode = reader.code("agencyCode")
                $0.year = reader.number("year", in: 2000...2100)
                $0.planNotation = reader.words("planNotation", required: false, length: 1...15)
                $0.notation = reader.words("notation", required: false, length: 1...15)
                $0.title = reader.words("title", length: 1...500)
                $0.retentionYears = reader.number("retentionYears", required: false, in: 0...1_000)
                $0.creator = reader.words("creator", required: false)
                $0.details = reader.object("details", required: false) { Self.details(&$0) } ?? .init()
            }
        }
        message.officerCode = input.context.officerCode
        let answer = try await self.backend.keeping.openRecord(message, options: Backend.usual)
        return KeptRecordAnswer(answer.record, answer.details)
    }

    private static func details(_ reader: inout JSONReader) -> Hoso_Records_V1_RecordDetails {
        .with {
            $0.keeperCode = reader.code("keeper", required: false)
            $0.language = reader.words("language", required: false, length: 1...50)
            $0.accessMode = reader.words("accessMode", required: false, length: 1...30)
            $0.shelfPlace = reader.words("shelfPlace", required: false, length: 1...100)
            if let day = Self.day(&reader, "endedOn", required: false) { $0.endedOn = day }
            let happened: Hoso_Records_V1_ClosingCondition = reader.choice("happened", required: false)
            if happened != .unspecified { $0.happened = [happened] }
        }
    }

    private static func day(_ reader: inout JSONReader, _ name: String, required: Bool) -> Hoso_Common_V1_Day? {
        reader.parsed(name, required: required, vi: "ngày như 2026-03-05", en: "a day such as 2026-03-05") {
            VietnamDate(iso8601: $0)
        }.map { Hoso_Common_V1_Day($0) }
    }

    private func review(_ input: RequestInput) async throws -> ReviewBody {
        let id = try input.identifier("id")
        let answer = try await self.backend.keeping.reviewRecord(.with { $0.recordID = Data(id.bytes) }, options: Backend.usual)
        return ReviewBody(answer)
    }

    private func describe(_ input: RequestInput) async throws -> KeptRecordAnswer {
        let id = try input.identifier("id")
        var message = try await input.body { reader in
            Hoso_Records_V1_DescribeRecordRequest.with {
                $0.expectedVersion = reader.integer("expectedVersion", in: 0...Int64.max)
                $0.details = reader.object("details") { Self.details(&$0) } ?? .init()
            }
        }
        message.recordID = Data(id.bytes)
        message.officerCode = input.context.officerCode
        let answer = try await self.backend.keeping.describeRecord(message, options: Backend.usual)
        return KeptRecordAnswer(answer.record, answer.details)
    }

    private func file(_ input: RequestInput) async throws -> FiledAnswer {
        let id = try input.identifier("id")
        var message = try await input.body { reader in
            Hoso_Records_V1_FileDocumentRequest.with {
                let known = reader.id("documentId", required: false)
                if let new = reader.object("newDocument", required: false, { KeepingBodies.newDocument(&$0) }) {
                    $0.newDocument = new
                } else if !known.isEmpty {
                    $0.documentID = known
                }
                $0.componentCode = reader.code("componentCode", required: false)
            }
        }
        message.recordID = Data(id.bytes)
        message.officerCode = input.context.officerCode
        return FiledAnswer(try await self.backend.keeping.fileDocument(message, options: Backend.slow))
    }

    private func remove(_ input: RequestInput) async throws -> KeptRecordAnswer {
        let id = try input.identifier("id")
        guard let ordinal = Int32(try input.path("ordinal")), ordinal > 0 else {
            throw RequestInput.fault("path:ordinal", .malformed, "phải là số thứ tự", "must be an ordinal")
        }
        var message = try await input.body { reader in
            Hoso_Records_V1_RemoveDocumentRequest.with {
                $0.reason = reader.choice("reason")
                $0.note = reader.words("note", required: false, length: 1...500)
            }
        }
        message.recordID = Data(id.bytes)
        message.ordinal = ordinal
        message.officerCode = input.context.officerCode
        return KeptRecordAnswer(try await self.backend.keeping.removeDocument(message, options: Backend.usual).record, nil)
    }

    private func move(_ input: RequestInput) async throws -> KeptRecordAnswer {
        let id = try input.identifier("id")
        var message = try await input.body { reader in
            Hoso_Records_V1_MoveRecordRequest.with {
                $0.expectedVersion = reader.integer("expectedVersion", in: 0...Int64.max)
                $0.step = reader.choice("step")
                $0.reason = reader.words("reason", required: false, length: 1...500)
                $0.decision = reader.words("decision", required: false, length: 1...100)
                if let day = Self.day(&reader, "until", required: false) { $0.until = day }
            }
        }
        message.recordID = Data(id.bytes)
        message.officerCode = input.context.officerCode
        return KeptRecordAnswer(try await self.backend.keeping.moveRecord(message, options: Backend.usual).record, nil)
    }

    private func hold(_ input: RequestInput) async throws -> HoldBody {
        let id = try input.identifier("id")
        var message = try await input.body { reader in
            Hoso_Records_V1_HoldRecordRequest.with {
                $0.hold = reader.integer("hold", in: 0...1) == 1
                $0.reason = reader.words("reason", length: 10...500)
            }
        }
        message.recordID = Data(id.bytes)
        message.officerCode = input.context.officerCode
        return HoldBody(held: try await self.backend.keeping.holdRecord(message, options: Backend.usual).held)
    }

    private func acts(_ input: RequestInput) async throws -> ActsBody {
        let id = try input.identifier("id")
        let answer = try await self.backend.keeping.listRecordActs(.with { $0.recordID = Data(id.bytes) }, options: Backend.usual)
        return ActsBody(answer)
    }

    private func tasks(_ input: RequestInput) async throws -> TasksBody {
        let query = try input.query(["agency", "officer", "overdue", "limit", "after"])
        let message = try Hoso_Records_V1_ListTasksRequest.with {
            $0.agencyCode = try query.code("agency")
            $0.officerCode = try query.code("officer")
            $0.overdueOnly = try query.text("overdue") == "1"
            $0.limit = try query.limit()
            $0.afterTaskID = Data(try query.identifier("after")?.bytes ?? [])
        }
        return TasksBody(try await self.backend.keeping.listTasks(message, options: Backend.usual))
    }

    private func backlog(_ input: RequestInput) async throws -> BacklogBody {
        let agency = try input.query(["agency"]).code("agency")
        let answer = try await self.backend.keeping.getBacklog(.with { $0.agencyCode = agency }, options: Backend.usual)
        return BacklogBody(answer)
    }

    private func transfers(_ input: RequestInput) async throws -> TransfersBody {
        let query = try input.query(["agency", "due", "limit", "after"])
        let message = try Hoso_Records_V1_ListTransfersRequest.with {
            $0.agencyCode = try query.code("agency")
            $0.dueOnly = try query.text("due") == "1"
            $0.limit = try query.limit()
            $0.afterRecordID = Data(try query.identifier("after")?.bytes ?? [])
        }
        return TransfersBody(try await self.backend.keeping.listTransfers(message, options: Backend.usual))
    }

    private func exclusions(_ input: RequestInput) async throws -> ExclusionsBody {
        let query = try input.query(["agency", "after"])
        let text = try query.text("after")
        guard let after = text.isEmpty ? 0 : Int64(text), after >= 0 else {
            throw RequestInput.fault("query:after", .malformed, "phải là số", "must be a number")
        }
        let agency = try query.code("agency")
        let answer = try await self.backend.keeping.listExclusions(
            .with {
                $0.agencyCode = agency
                $0.afterOrdinal = after
            }, options: Backend.usual)
        return ExclusionsBody(answer)
    }

    private func exclude(_ input: RequestInput) async throws -> ExclusionBody {
        var message = try await input.body { reader in
            Hoso_Records_V1_ExcludeRecordsRequest.with {
                $0.exclusionID = reader.id("exclusionId")
                $0.agencyCode = reader.code("agencyCode")
                $0.year = reader.number("year", in: 2000...2100)
                $0.rule = reader.choice("rule")
                $0.secrecy = reader.choice("secrecy", required: false)
                $0.reason = reader.words("reason", required: false, length: 1...500)
                $0.count = reader.number("count", in: 1...100_000)
                $0.fileCode = reader.words("fileCode", required: false, length: 1...64)
            }
        }
        message.officerCode = input.context.officerCode
        return ExclusionBody(try await self.backend.keeping.excludeRecords(message, options: Backend.usual).exclusion)
    }
}
