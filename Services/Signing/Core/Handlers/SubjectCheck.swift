import BlobStore
import Clocks
import Postgres
import SigningDomain

/// Whether the life of an outgoing document allows a signature now, and whether a file of one is not signed under another name
/// before it may leave (V-22).
struct SubjectCheck: Sendable {
    let session: any PostgresSession

    /// Checks an order.
    ///
    /// - Parameter locked: Whether the document is held until the transaction ends, so that nobody sends it back meanwhile.
    /// - Throws: ``SigningRefusal/outgoingDocumentUnknown``, ``SigningRefusal/profileNotForSubject(_:)`` or
    ///   ``SigningRefusal/document(_:)`` with the reason and who can act.
    func check(_ order: SignatureOrder, as signatureCase: SignatureCase, locked: Bool = false) async throws {
        let isOutgoing = order.subjectKind == CompletedSignatureStore.subjectKind
        switch signatureCase {
        case .issuedByPerson, .issuedByOrganisation:
            guard isOutgoing, let document = try await DocumentStore(session: self.session).find(order.subjectID, locked: locked)
            else { throw SigningRefusal.outgoingDocumentUnknown }
            let wish = OutgoingDocument.SignatureWish(
                kind: signatureCase, holder: order.officer, file: order.document.hex, number: order.issue.number, date: order.issue.date)
            do throws(DocumentRefusal) { try document.check(wish) } catch { throw SigningRefusal.document(error) }
        case .copyByOrganisation where order.subjectKind == CompletedSignatureStore.attachmentKind:
            guard let document = try await DocumentStore(session: self.session).find(order.subjectID, locked: locked) else {
                throw SigningRefusal.outgoingDocumentUnknown
            }
            do throws(DocumentRefusal) {
                try document.checkAttachment(order.document.hex, holder: order.officer)
            } catch {
                throw SigningRefusal.document(error)
            }
        case .copyByOrganisation, .deskCopy:
            guard !CompletedSignatureStore.ofDocuments.contains(order.subjectKind) else {
                throw SigningRefusal.profileNotForSubject(order.profile)
            }
            try await self.checkFile(order, locked: locked)
        }
    }

    /// An attachment shows number and notation of its document, which its signature so binds to it (Decree 30/2020, appendix I).
    ///
    /// - Throws: ``SigningRefusal/malformed(_:)``.
    func checkForm(_ order: SignatureOrder) async throws {
        guard order.subjectKind == CompletedSignatureStore.attachmentKind else { return }
        let document = try await DocumentStore(session: self.session).find(order.subjectID)
        guard order.issue.copyForm == document?.number?.notation else { throw SigningRefusal.malformed("copy_form") }
    }

    /// A file may belong to several documents; one that may be signed is enough.
    private func checkFile(_ order: SignatureOrder, locked: Bool) async throws {
        var refusal: DocumentRefusal?
        for id in try await DocumentFileStore(session: self.session).documents(of: order.document.hex) {
            guard let document = try await DocumentStore(session: self.session).find(id, locked: locked) else { continue }
            do throws(DocumentRefusal) {
                return try document.checkCopy(of: order.document.hex)
            } catch {
                refusal = refusal ?? error
            }
        }
        if let refusal { throw SigningRefusal.document(refusal) }
    }
}
