import Archive
import BlobStore
import Clocks
import Foundation
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import SwiftProtobuf

/// Opens transfers to the archive, takes in the signed minutes and decides (R46, R48).
struct TransferHandlers: Sendable {
    /// Who hands over what to whom.
    struct Wish: Sendable {
        let id: Identifier
        let agencyCode: String
        let agencyName: String
        let archiveCode: String
        let archiveName: String
        let fondsCode: String
        let records: [Identifier]
    }

    let keeping: RecordKeeping
    let rules: TransferRules
    let blobs: any BlobStore
    let judge: SignatureJudge

    /// Submits the records and asks for their packages; the same id again returns the transfer as it stands.
    ///
    /// - Throws: What a submission throws, for the first record that cannot be submitted: then none is.
    func open(_ wish: Wish, by officerCode: String) async throws -> ArchiveTransfer {
        guard (1...1000).contains(wish.records.count) else { throw RecordsRefusal.badValue("recordIds", "1–1000") }
        guard Set(wish.records).count == wish.records.count else { throw RecordsRefusal.badValue("recordIds", "≠") }
        return try await self.keeping.transaction { change in
            let store = TransferStore(session: change.transaction)
            let today = change.now.vietnamDate
            let ordinal = try await store.nextOrdinal(agencyCode: wish.agencyCode, year: today.year)
            if let known = try await store.find(wish.id) { return known }
            let transfer = try ArchiveTransfer(
                opening: wish.id, agencyCode: wish.agencyCode, agencyName: wish.agencyName, archiveCode: wish.archiveCode,
                archiveName: wish.archiveName, fondsCode: wish.fondsCode, ordinal: ordinal, by: officerCode, at: change.now)
            var lines: [(id: Identifier, daysLate: Int)] = []
            var told: [OutgoingEvent] = []
            // In the order of the ids, so that two transfers do not wait for each other in a circle.
            for id in wish.records.sorted() {
                let record = try await self.take(.submit, id, change, by: officerCode, after: "", told: &told)
                guard record.agencyCode == wish.agencyCode else { throw RecordsRefusal.badValue("recordIds", record.fileCode) }
                let contract = try await change.records.contract(of: record)
                let due = self.rules.dates(of: record, closing: contract.closing)?.dueOn
                lines.append((id, due.map { max(0, VietnamDate.days(from: $0, to: today)) } ?? 0))
            }
            let late = Dictionary(uniqueKeysWithValues: lines.map { ($0.id, $0.daysLate) })
            try await store.insert(transfer, records: wish.records.map { ($0, late[$0] ?? 0) })
            let packages = PackageStore(session: change.transaction)
            for id in wish.records {
                try await packages.ask(
                    PackageTask(
                        id: change.identifiers.next(), kind: .submission, recordID: id, transferID: wish.id, request: nil,
                        officerCode: officerCode, askedAt: change.now, attempt: 0))
            }
            told.append(try change.events.progressed(transfer, step: "opened"))
            try await self.keeping.eventLog.append(told, in: change.transaction)
            return transfer
        }
    }

    /// Takes in the minutes with one side's signature.
    ///
    /// - Throws: ``RecordsRefusal/badValue(_:_:)`` when the file is not the minutes with something appended, when a signature in it
    ///   is not valid, when none is the officer's, or when it is the other side's turn.
    func sign(_ id: Identifier, _ file: StoredBlob, asGiver: Bool, by officerCode: String) async throws -> ArchiveTransfer {
        let seen = try await self.find(id)
        guard let before = seen.toSign else { throw RecordsRefusal.badValue("side", seen.state.rawValue) }
        // Judged before the transaction: no call to another service holds a row.
        try await self.check(file, follows: before)
        let signatures = try await self.judge.ask(
            .with {
                $0.sha256 = Data(file.sha256)
                $0.sizeBytes = file.sizeBytes
                $0.mediaType = "application/pdf"
            })
        guard signatures.count >= (asGiver ? 1 : 2), signatures.allSatisfy({ $0.verdict == .valid }),
            signatures.contains(where: { $0.signer == officerCode })
        else { throw RecordsRefusal.badValue("minutes", "chữ ký hợp lệ của \(officerCode) / a valid signature of \(officerCode)") }
        return try await self.change(id, step: asGiver ? "giverSigned" : "receiverSigned") { transfer, _, _ in
            guard transfer.toSign == before else { throw RecordsRefusal.badValue("side", transfer.state.rawValue) }
            try transfer.sign(file, asGiver: asGiver, by: officerCode)
        }
    }

    /// A signature is appended; what stood before stays byte for byte.
    private func check(_ file: StoredBlob, follows before: StoredBlob) async throws {
        guard file.sizeBytes > before.sizeBytes, file.sizeBytes <= 64 << 20,
            let new = BlobReference(sha256: file.sha256, sizeBytes: file.sizeBytes),
            let old = BlobReference(sha256: before.sha256, sizeBytes: before.sizeBytes)
        else { throw RecordsRefusal.badValue("minutes", "biên bản đã ký / the signed minutes") }
        guard try await self.blobs.contains(new) else { throw RecordsRefusal.notFound("tệp / file \(new.hex)") }
        let (signed, unsigned) = (try await self.blobs.get(new), try await self.blobs.get(old))
        guard signed.starts(with: unsigned) else { throw RecordsRefusal.badValue("minutes", "biên bản đã ký / the signed minutes") }
    }

    /// Takes the records over; their archival packages are made in the background.
    func accept(_ id: Identifier, by officerCode: String) async throws -> ArchiveTransfer {
        try await self.change(id, step: "accepted") { transfer, change, told in
            try transfer.accept(by: officerCode)
            let packages = PackageStore(session: change.transaction)
            for line in try await TransferStore(session: change.transaction).lines(of: id) {
                _ = try await self.take(.accept, line.record.id, change, by: officerCode, after: transfer.openedBy, told: &told)
                try await packages.ask(
                    PackageTask(
                        id: change.identifiers.next(), kind: .archival, recordID: line.record.id, transferID: id, request: nil,
                        officerCode: officerCode, askedAt: change.now, attempt: 0))
            }
        }
    }

    /// Sends the records back.
    func giveBack(_ id: Identifier, _ reason: String, by officerCode: String) async throws -> ArchiveTransfer {
        try await self.change(id, step: "returned") { transfer, change, told in
            try transfer.giveBack(reason, by: officerCode)
            for line in try await TransferStore(session: change.transaction).lines(of: id) where line.record.state == .submitted {
                _ = try await self.take(
                    .returned(reason: reason), line.record.id, change, by: officerCode, after: "", told: &told)
            }
        }
    }

    /// A transfer.
    ///
    /// - Throws: ``RecordsRefusal/notFound(_:)``.
    func find(_ id: Identifier) async throws -> ArchiveTransfer {
        guard let transfer = try await self.keeping.postgres.withConnection({ try await TransferStore(session: $0).find(id) }) else {
            throw RecordsRefusal.notFound("lần nộp lưu / transfer \(id)")
        }
        return transfer
    }

    private func change(
        _ id: Identifier, step: String,
        _ body: @Sendable (inout ArchiveTransfer, RecordKeeping.Change, inout [OutgoingEvent]) async throws -> Void
    ) async throws -> ArchiveTransfer {
        try await self.keeping.transaction { change in
            let store = TransferStore(session: change.transaction)
            guard var transfer = try await store.find(id, locked: true) else {
                throw RecordsRefusal.notFound("lần nộp lưu / transfer \(id)")
            }
            var told: [OutgoingEvent] = []
            try await body(&transfer, change, &told)
            try await store.update(transfer)
            told.append(try change.events.progressed(transfer, step: step))
            try await self.keeping.eventLog.append(told, in: change.transaction)
            return transfer
        }
    }

    /// One record's step in a transfer, on record as every other.
    private func take(
        _ step: RecordStep, _ id: Identifier, _ change: RecordKeeping.Change, by officerCode: String, after predecessor: String,
        told: inout [OutgoingEvent]
    ) async throws -> WorkRecord {
        guard var record = try await change.records.find(id: id, locked: true) else {
            throw RecordsRefusal.notFound("hồ sơ / record \(id)")
        }
        let contract = try await change.records.contract(of: record)
        try record.take(
            step, rules: self.rules, closing: contract.closing, by: officerCode, after: predecessor, on: change.now.vietnamDate)
        try await change.records.update(record)
        try await change.note(step.name, reason: step.reason, decision: step.decision, by: officerCode, of: record)
        told.append(try change.events.moved(record, step: step, by: officerCode))
        return record
    }
}
