import BlobStore
import Clocks
import DigitizationDomain
import Messaging
import Postgres
import ServiceKit

/// Takes the fields as a person confirmed them and assigns the digitization result code (R26, R30).
struct ConfirmFieldsHandler: Sendable {
    let store: PaperStore
    let blobs: any BlobStore
    let events: DigitizationEvents
    let template: ResultCodeTemplate

    func handle(_ id: Identifier, fields: [PaperField], officerCode: String) async throws -> Paper {
        guard let paper = try await self.store.paper(id) else { throw HosoFailure.paperNotFound }
        if Self.isRepetition(paper, fields, officerCode) { return paper }
        do {
            try paper.check(.confirm)
            // The text is fetched before the row is held: nothing of another system is awaited inside the transaction.
            let text = try await self.text(of: paper)
            return try await self.confirm(id, fields: fields, officerCode: officerCode, text: text)
        } catch let error as PaperError {
            throw error.failure
        }
    }

    private func confirm(_ id: Identifier, fields: [PaperField], officerCode: String, text: String) async throws -> Paper {
        try await self.store.client.withTransaction { transaction in
            guard var paper = try await self.store.lock(id, in: transaction) else { throw HosoFailure.paperNotFound }
            if Self.isRepetition(paper, fields, officerCode) { return paper }
            try paper.confirm(fields, by: officerCode)
            let parts = paper.parts
            let ordinal = try await self.store.nextOrdinal(
                ownerID: parts.ownerID, paperTypeCode: parts.paperTypeCode, in: transaction)
            try paper.assign(
                self.template.code(ownerID: parts.ownerID, paperTypeCode: parts.paperTypeCode, ordinal: ordinal))
            try await self.store.write(paper, in: transaction)
            try await self.store.eventLog.append([self.events.coded(paper, text: text)], in: transaction)
            return paper
        }
    }

    private static func isRepetition(_ paper: Paper, _ fields: [PaperField], _ officerCode: String) -> Bool {
        (paper.state == .coded || paper.state == .stored) && paper.fields == fields && paper.confirmedBy == officerCode
    }

    private func text(of paper: Paper) async throws -> String {
        guard let reference = paper.copy?.text.reference else { return "" }
        return String(decoding: try await self.blobs.get(reference), as: UTF8.self)
    }
}
