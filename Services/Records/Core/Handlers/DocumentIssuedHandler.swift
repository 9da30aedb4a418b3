import Clocks
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import ServiceKit

/// `signing.document_issued.v1`: an issued document is stored under its own id, and filed at the agency that issued it by the
/// rules of its plan (R43, R45). Where it arrives, it is filed when it is registered there.
struct DocumentIssuedHandler: Sendable {
    static let event = "signing.document_issued.v1"

    let identifiers: any IdentifierSource
    let clock: any UTCClock

    func handle(_ event: IncomingEvent, _ transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Signing_V1_DocumentIssued = try event.decoded()
        let issued = message.document
        guard let id = Identifier(issued.id), !issued.agencyCode.isEmpty, message.hasFile,
            let file = HexadecimalDigest.bytes(message.file.sha256), message.file.sizeBytes > 0, !issued.subject.isEmpty
        else { throw EventRejected("id, agency, subject or file is missing", failure: "incompleteEvent") }
        let now = self.clock.now()
        let documents = DocumentStore(session: transaction)
        if try await documents.find(id: id) == nil {
            var details = DocumentDetails()
            details.form = .issued
            details.number = String(issued.number.number)
            details.notation = Self.notation(issued.number)
            details.issuedOn = issued.number.date.date
            details.issuer = issued.agencyCode
            details.language = "01"
            details.signerName = issued.signerCode
            // It may have been strengthened between the issue and here.
            let form = try await DocumentFormStore(session: transaction).newest(of: .init(sha256: file, sizeBytes: message.file.sizeBytes))
            details.digest = form.sha256
            details.attachmentsAnnounced = message.attachments.count
            // Signing issues a document only after both signatures were found valid (R33).
            details.signatures = [
                FiledSignature(kind: .personal, signer: issued.signerCode, verdict: .valid),
                FiledSignature(kind: .organization, signer: issued.agencyCode, verdict: .valid),
            ]
            try await documents.insert(
                RepositoryDocument(
                    id: id, ownerID: "", resultCode: "", paperTypeCode: issued.type, title: String(issued.subject.prefix(500)),
                    role: .component, fileSHA256: form.sha256, fileSizeBytes: form.sizeBytes, pages: 0, fieldsJSON: "[]",
                    dossierCode: "", componentCode: "", signedValid: true, reuseCount: 0, storedAt: now, details: details),
                content: [issued.subject, issued.number.notation, issued.agencyCode].joined(separator: "\n"))
        }
        return try await RuleFiling(transaction: transaction, identifiers: self.identifiers, now: now).file(
            id, title: String(issued.subject.prefix(500)), in: issued.agencyCode,
            facts: FilingFacts(paperTypeCode: issued.type, sender: issued.agencyCode, subject: issued.subject),
            related: [issued.relatedDocumentID].compactMap { Identifier($0) }, by: issued.drafterCode)
    }

    /// The part after the number: `QĐ-UBND` of `05/QĐ-UBND`.
    private static func notation(_ number: Hoso_Signing_V1_DocumentNumber) -> String {
        let parts = number.notation.split(separator: "/", maxSplits: 1)
        return parts.count == 2 ? String(parts[1]) : number.notation
    }
}
