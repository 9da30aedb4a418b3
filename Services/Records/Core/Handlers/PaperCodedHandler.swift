import Clocks
import Foundation
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import ServiceKit

/// `digitization.paper_coded.v1`: the paper goes into its owner's repository and into the work record (R45, V-10).
struct PaperCodedHandler: Sendable {
    let identifiers: any IdentifierSource
    let clock: any UTCClock

    func handle(_ event: IncomingEvent, _ transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Digitization_V1_PaperCoded = try event.decoded()
        let paper = message.paper
        guard let paperID = Identifier(bytes: paper.id), paper.hasSignedCopy, paper.signedCopy.sha256.count == 32,
            !paper.resultCode.code.isEmpty, !paper.ownerID.isEmpty, !paper.dossierCode.isEmpty
        else { throw EventRejected("id, signed copy, result code, owner or dossier is missing", failure: "incompleteEvent") }
        // An unsigned scan is never stored as a signed paper (V-22).
        guard !paper.hasECopy || paper.eCopy.sha256 != paper.signedCopy.sha256 else {
            throw EventRejected("the signed copy is the unsigned e-copy", failure: "unsignedPaper")
        }
        let documents = DocumentStore(session: transaction)
        guard try await documents.find(paperID: paperID) == nil else { return [] }
        let now = self.clock.now()
        var details = DocumentDetails()
        details.pages = Int(paper.pages)
        details.validUntil = Validity.end(in: paper.fields.map { ($0.name, $0.value) })
        // It may have been strengthened between the desk and here.
        let form = try await DocumentFormStore(session: transaction).newest(
            of: .init(sha256: [UInt8](paper.signedCopy.sha256), sizeBytes: paper.signedCopy.sizeBytes))
        details.digest = form.sha256
        // Digitization codes a paper only after the signature of the officer who made the copy was found valid (R22).
        details.signatures = [FiledSignature(kind: .personal, signer: "", verdict: .valid)]
        let document = RepositoryDocument(
            id: self.identifiers.next(), ownerID: paper.ownerID, resultCode: paper.resultCode.code,
            paperTypeCode: paper.paperTypeCode, title: paper.title, role: paper.role == .result ? .result : .component,
            fileSHA256: form.sha256, fileSizeBytes: form.sizeBytes,
            pages: Int(paper.pages), fieldsJSON: try FieldList(paper.fields).json(), dossierCode: paper.dossierCode,
            componentCode: paper.componentCode, signedValid: true, reuseCount: 0, storedAt: now,
            details: details)
        let words = [paper.title] + paper.fields.map(\.value) + [message.text]
        try await documents.insert(document, paperID: paperID, content: words.joined(separator: "\n"))
        let events = RecordsEvents(identifiers: self.identifiers, now: now)
        let filing = RecordFiling(transaction: transaction, identifiers: self.identifiers, now: now)
        return try await [events.stored(document, paperID: paperID)]
            + filing.file(document.id, as: paper.componentCode, dossierCode: paper.dossierCode)
    }
}
