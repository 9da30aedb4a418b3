import Clocks
import Foundation
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import ServiceKit
import TestSupport
import Testing

@testable import Records

/// Record keeping on a real PostgreSQL, with a plan in force whose one entry has a contract.
struct RecordDesk {
    let client: PostgresClient
    let clock: FixedClock
    let identifiers = SequentialIdentifiers()
    let eventLog = EventLog()
    /// What the signing service would say of each file.
    var verdicts: [FiledSignature] = [FiledSignature(kind: .personal, signer: "LD01", verdict: .valid)]

    static let agency = "H99.12"

    /// Runs a body at a desk of its own schema.
    static func with(_ body: (RecordDesk) async throws -> Void) async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + RecordsService.migrations) { client in
            let desk = RecordDesk(client: client, clock: FixedClock())
            try await desk.putPlanInForce()
            try await body(desk)
        }
    }

    var today: VietnamDate { self.clock.now().vietnamDate }

    var keeping: RecordKeeping {
        RecordKeeping(postgres: self.client, eventLog: self.eventLog, clock: self.clock, identifiers: self.identifiers)
    }

    var calls: KeepingRPC {
        let verdicts = self.verdicts
        return KeepingRPC(keeping: self.keeping, judge: SignatureJudge { _ in verdicts }, rules: TransferRules())
    }

    static func contract() throws -> CompletenessContract {
        try CompletenessContract(
            documents: [
                DocumentRequirement(
                    code: "QD", name: "Quyết định", paperTypeCodes: ["quyetDinh"], maximum: 1, signature: .personal,
                    signerCode: "LD01", fields: [.number], responsibleCode: "CB07", dueDays: 10)
            ], recordFields: [.keeper])
    }

    private func putPlanInForce() async throws {
        let plan = try FilingPlan(
            agencyCode: Self.agency, year: 2026,
            headings: [
                FilingPlanHeading(
                    ordinal: "I", title: "Tổng hợp",
                    entries: [
                        FilingPlanEntry(
                            notation: "01.TH", title: "Ban hành quyết định", retention: .years(5), creator: "Văn phòng", note: "",
                            contract: Self.contract(), rules: [FilingRule(paperTypeCodes: ["quyetDinh"])])
                    ])
            ])
        let plans = FilingPlanHandlers(postgres: self.client, clock: self.clock)
        _ = try await plans.importPlan(plan, by: "CB01")
        for state in [FilingPlanState.approved, .inForce] {
            _ = try await plans.change(agencyCode: Self.agency, year: 2026, to: state, by: "CB01")
        }
    }

    // MARK: Steps

    /// Opens a record under the entry.
    func open(keeper: String = "CB01", title: String = "Hồ sơ") async throws -> WorkRecord {
        let wish = OpenRecordHandler.Wish(
            id: self.identifiers.next(), agencyCode: Self.agency, year: 2026, planNotation: "01.TH", notation: "", title: title,
            retention: .permanent, creator: "", details: RecordDetails())
        return try await OpenRecordHandler(keeping: self.keeping).open(wish, by: keeper)
    }

    func new(
        _ number: String = "12", form: DocumentForm = .issued, file: UInt8 = 1, _ change: (inout DocumentDetails) -> Void = { _ in }
    ) -> FileDocumentHandler.NewDocument {
        var details = DocumentDetails()
        details.form = form
        details.number = number
        details.notation = "QĐ-UBND"
        details.issuer = "UBND xã"
        details.digest = form == .paper ? [] : [UInt8](repeating: file, count: 32)
        change(&details)
        return FileDocumentHandler.NewDocument(
            id: self.identifiers.next(), title: "Quyết định \(number)", paperTypeCode: "quyetDinh", ownerID: "",
            fileSizeBytes: form == .paper ? 0 : 9, mediaType: "application/pdf", details: details)
    }

    @discardableResult
    func file(_ document: FileDocumentHandler.NewDocument, in record: WorkRecord) async throws -> WorkRecord {
        let verdicts = self.verdicts
        return try await FileDocumentHandler(keeping: self.keeping, judge: SignatureJudge { _ in verdicts }).file(
            .new(document), as: "", in: record.id, by: "CB05"
        ).record
    }

    /// Says that the work ended today.
    func end(_ record: WorkRecord) async throws -> WorkRecord {
        var details = record.details
        details.endedOn = self.today
        return try await DescribeRecordHandler(keeping: self.keeping).describe(
            record.id, as: details, expectedVersion: record.version, by: "CB01")
    }

    func close(_ record: WorkRecord, confirmed: RetentionPeriod = .years(5)) async throws -> WorkRecord {
        try await CloseRecordHandler(keeping: self.keeping).close(
            record.id, expectedVersion: record.version, confirmed: confirmed, by: "CB01")
    }

    /// A record that was closed with everything it needs.
    func closed() async throws -> WorkRecord {
        let record = try await self.open()
        let filed = try await self.file(self.new(), in: record)
        return try await self.close(self.end(filed))
    }

    // MARK: Looking

    func tasks(officer: String = "", overdueOnly: Bool = false) async throws -> [OpenTask] {
        try await self.client.withConnection {
            try await TaskStore(session: $0).list(
                agencyCode: "", officerCode: officer, dueBefore: overdueOnly ? self.today.adding(days: 400) : nil, after: nil,
                limit: 200)
        }
    }

    func events() async throws -> [String] {
        try await self.client.query("SELECT name FROM event_log ORDER BY id").map { try $0.decode(String.self) }
    }
}
