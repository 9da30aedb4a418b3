import Archive
import Clocks
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import ServiceKit

/// `intake.incoming_progressed.v1`: every step of an incoming document goes into its history (R50), and once it is registered it is
/// filed where it arrived (R43): a document of the suite without a copy (R45), one from outside with the content the event brings.
struct IncomingProgressedHandler: Sendable {
    static let event = "intake.incoming_progressed.v1"

    let identifiers: any IdentifierSource
    let clock: any UTCClock

    func handle(_ event: IncomingEvent, _ transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Intake_V1_IncomingProgressed = try event.decoded()
        // `received`: it was registered, nobody sends it back any more. Only what is or will be stored here has a history here.
        let isRegistration = message.delivery == "received"
        guard !message.sourceDocumentID.isEmpty else {
            guard let id = Identifier(message.incomingID) else { return [] }
            try await self.keepStep(message, of: id, transaction)
            // Content comes once: with the registration, or with the e-copy of a paper that was registered before.
            guard message.hasContent else { return [] }
            try await self.store(message.content, as: id, transaction)
            return try await self.file(id, message, transaction)
        }
        guard let source = Identifier(message.sourceDocumentID), !message.agencyCode.isEmpty else {
            throw EventRejected("the document or its agency is missing", failure: "incompleteEvent")
        }
        try await self.keepStep(message, of: source, transaction)
        return isRegistration ? try await self.file(source, message, transaction) : []
    }

    private func keepStep(
        _ message: Hoso_Intake_V1_IncomingProgressed, of document: Identifier, _ transaction: PostgresTransaction
    ) async throws {
        // Events of an earlier version say less about themselves.
        guard let at = message.at.instant, !message.kind.isEmpty, message.position > 0 else { return }
        try await DocumentStepStore(session: transaction).keep(
            ProcessFile.Step(message.kind, at: at, by: message.officerCode, note: message.reason), of: document,
            source: message.agencyCode, position: Int(message.position))
    }

    /// Stores what came from outside, under the id it has where it was registered.
    private func store(
        _ content: Hoso_Intake_V1_IncomingContent, as id: Identifier, _ transaction: PostgresTransaction
    ) async throws {
        let documents = DocumentStore(session: transaction)
        guard try await documents.find(id: id) == nil else { return }
        guard let digest = HexadecimalDigest.bytes(content.file.sha256), content.file.sizeBytes > 0, !content.subject.isEmpty else {
            throw EventRejected("subject or file is missing", failure: "incompleteEvent")
        }
        let form = try await DocumentFormStore(session: transaction).newest(of: .init(sha256: digest, sizeBytes: content.file.sizeBytes))
        var details = DocumentDetails()
        details.form = .received
        let parts = content.notation.split(separator: "/", maxSplits: 1).map(String.init)
        (details.number, details.notation) = parts.count == 2 ? (parts[0], parts[1]) : ("", content.notation)
        details.issuedOn = content.dated.date
        details.issuer = content.authorName
        details.language = "01"
        details.digest = form.sha256
        try await documents.insert(
            RepositoryDocument(
                id: id, ownerID: "", resultCode: "", paperTypeCode: content.type, title: String(content.subject.prefix(500)),
                role: .component, fileSHA256: form.sha256, fileSizeBytes: form.sizeBytes, pages: 0, fieldsJSON: "[]", dossierCode: "",
                componentCode: "", signedValid: false, reuseCount: 0, storedAt: self.clock.now(), details: details),
            content: [content.subject, content.notation, content.authorName].joined(separator: "\n"))
    }

    private func file(
        _ id: Identifier, _ message: Hoso_Intake_V1_IncomingProgressed, _ transaction: PostgresTransaction
    ) async throws -> [OutgoingEvent] {
        guard let document = try await DocumentStore(session: transaction).find(id: id) else {
            // Two services, two orders: the issue may come after the arrival; the operator's replay finds it.
            throw EventRejected("the document \(id) is not known yet; replay when its issue has come", failure: "documentUnknown")
        }
        return try await RuleFiling(transaction: transaction, identifiers: self.identifiers, now: self.clock.now()).file(
            id, title: document.title, in: message.agencyCode,
            facts: FilingFacts(paperTypeCode: document.paperTypeCode, sender: message.authorCode, subject: document.title),
            related: [document.details.issuedFrom].compactMap { $0 }, by: message.officerCode)
    }
}
