import BlobStore
import Clocks
import DigitizationDomain
import Messaging
import Postgres
import ServiceKit

/// Takes the fields as a person confirmed them and assigns the digitization result code (R26, R30).
///
/// Where a field of a high-risk kind is doubtful the paper stays signed until a second, different person says the same.
struct ConfirmFieldsHandler: Sendable {
    let store: PaperStore
    let blobs: any BlobStore
    let events: DigitizationEvents
    let template: ResultCodeTemplate
    let check: FieldCheckHandler

    func handle(_ id: Identifier, fields: [PaperField], officerCode: String) async throws -> Paper {
        guard let paper = try await self.store.paper(id) else { throw HosoFailure.paperNotFound }
        if try await self.isRepetition(paper, fields, officerCode) { return paper }
        do {
            try paper.check(.confirm)
            // Text and reading are fetched before the row is held: nothing of another system is awaited inside the transaction.
            let text = try await self.text(of: paper)
            let doubts = try await self.doubts(paper, fields)
            return try await self.confirm(id, fields: fields, officerCode: officerCode, doubts: doubts, text: text)
        } catch let error as PaperError {
            throw error.failure
        }
    }

    private func doubts(_ paper: Paper, _ fields: [PaperField]) async throws -> [FieldDoubt] {
        let verdict = CodeVerdict(
            payloads: try await self.check.confirmations.codes(paper.parts.id), layout: self.check.layout, fields: fields,
            ownerID: paper.parts.ownerID)
        return self.check.policy.doubts(
            paperType: paper.parts.paperTypeCode, proposals: try await self.check.extract.proposals(paper), confirmed: fields,
            verdict: verdict)
    }

    private func confirm(
        _ id: Identifier, fields: [PaperField], officerCode: String, doubts: [FieldDoubt], text: String
    ) async throws -> Paper {
        try await self.store.client.withTransaction { transaction in
            guard var paper = try await self.store.lock(id, in: transaction) else { throw HosoFailure.paperNotFound }
            if Self.isConfirmedAsSaid(paper, fields, officerCode) { return paper }
            let signed = paper
            try paper.confirm(fields, by: officerCode)
            let pending = try await self.check.confirmations.last(id, in: transaction)
            switch PendingConfirmation.decide(pending: pending, fields: fields, officer: officerCode, doubts: doubts) {
            case .complete: break
            case .saidBefore: return signed
            case .awaitsOther(let doubts):
                try await self.check.confirmations.append(
                    id, officer: officerCode, fields: fields, doubts: doubts, in: transaction)
                try await self.store.eventLog.append(
                    [self.events.secondPersonAsked(signed, by: officerCode, doubts: doubts)], in: transaction)
                return signed
            }
            // The second voice is kept beside the first.
            if pending != nil {
                try await self.check.confirmations.append(id, officer: officerCode, fields: fields, doubts: [], in: transaction)
            }
            return try await self.code(paper, text: text, in: transaction)
        }
    }

    private func code(_ confirmed: Paper, text: String, in transaction: PostgresTransaction) async throws -> Paper {
        var paper = confirmed
        let parts = paper.parts
        let ordinal = try await self.store.nextOrdinal(
            ownerID: parts.ownerID, paperTypeCode: parts.paperTypeCode, in: transaction)
        try paper.assign(self.template.code(ownerID: parts.ownerID, paperTypeCode: parts.paperTypeCode, ordinal: ordinal))
        try await self.store.write(paper, in: transaction)
        try await self.store.eventLog.append([self.events.coded(paper, text: text)], in: transaction)
        return paper
    }

    /// Whether the caller says what it said before and only the answer got lost: as the one who completed the
    /// confirmation, or as one whose voice is recorded beside it.
    private func isRepetition(_ paper: Paper, _ fields: [PaperField], _ officerCode: String) async throws -> Bool {
        guard paper.state == .coded || paper.state == .stored else { return false }
        if Self.isConfirmedAsSaid(paper, fields, officerCode) { return true }
        return try await self.check.confirmations.all(paper.parts.id).contains { $0.isSame(as: fields, by: officerCode) }
    }

    private static func isConfirmedAsSaid(_ paper: Paper, _ fields: [PaperField], _ officerCode: String) -> Bool {
        (paper.state == .coded || paper.state == .stored) && paper.fields == fields && paper.confirmedBy == officerCode
    }

    private func text(of paper: Paper) async throws -> String {
        guard let reference = paper.copy?.text.reference else { return "" }
        return String(decoding: try await self.blobs.get(reference), as: UTF8.self)
    }
}
