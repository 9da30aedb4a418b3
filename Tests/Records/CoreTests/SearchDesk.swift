import Clocks
import HosoProto
import Postgres
import RecordsDomain
import ServiceKit
import TestSupport

@testable import Records

/// A desk with documents to look for.
extension RecordDesk {
    var reading: ReadingGuard {
        ReadingGuard(postgres: self.client, clock: self.clock, identifiers: self.identifiers)
    }

    var records: RecordsRPC {
        RecordsRPC(
            postgres: self.client, plans: FilingPlanHandlers(postgres: self.client, clock: self.clock),
            closing: CloseRecordHandler(keeping: self.keeping), reading: self.reading)
    }

    var searches: SearchRPC { SearchRPC(postgres: self.client, clock: self.clock) }
    var rights: RightsRPC { RightsRPC(rights: RightsHandlers(reading: self.reading)) }
    var owners: OwnerRPC { OwnerRPC(postgres: self.client, clock: self.clock) }

    /// Stores a document with a text; its title says which it is.
    @discardableResult
    func store(
        _ title: String, _ content: String, owner: String = "", type: String = "birth", minute: Int = 0,
        _ change: (inout DocumentDetails) -> Void = { _ in }
    ) async throws -> Identifier {
        var details = DocumentDetails()
        details.digest = [UInt8](repeating: 7, count: 32)
        change(&details)
        let document = RepositoryDocument(
            id: self.identifiers.next(), ownerID: owner, resultCode: "", paperTypeCode: type, title: title, role: .component,
            fileSHA256: details.form == .paper ? [] : details.digest, fileSizeBytes: 9, pages: 1, fieldsJSON: "[]", dossierCode: "",
            componentCode: "", signedValid: true, reuseCount: 0, storedAt: self.clock.now() + .seconds(60 * minute), details: details)
        try await self.client.withConnection { try await DocumentStore(session: $0).insert(document, content: content) }
        return document.id
    }

    /// The titles that a question finds, best first.
    func found(_ text: String, for officer: String = "", _ change: (inout DocumentQuestion) -> Void = { _ in }) async throws -> [String] {
        var question = DocumentQuestion(text: try SearchText(text))
        change(&question)
        let asked = question
        return try await self.client.withConnection { try await SearchStore(session: $0).page(asked, for: officer, limit: 100) }
            .map(\.document.title)
    }
}
