import Clocks
import Foundation
import PKI
import Postgres
import SigningDomain

/// Begins a document.
struct DraftDocumentHandler: Sendable {
    /// What is to be drafted; the process version is the agency's newest.
    struct Order: Sendable {
        var key: String
        var head: DocumentHead
        var file: DocumentFile?
        var text: String
        var attachments: [DocumentFile]

        /// What tells two orders apart.
        func fingerprint() throws -> [UInt8] {
            let version = DraftVersion(
                number: 1, file: self.file, text: self.text, attachments: self.attachments, reason: "", author: "",
                writtenAt: .earliest)
            let head = [UInt8](try DocumentJSON.bytes(self.head))
            let body = [UInt8](try DocumentJSON.bytes(version))
            return DigestAlgorithm.sha256.digest(head + [0] + body)
        }
    }

    let tools: SigningTools

    /// Begins a document; the same order under the same key gives the same document.
    ///
    /// - Throws: ``DocumentRefusal``.
    func handle(_ order: Order) async throws -> (document: OutgoingDocument, isReplayed: Bool) {
        let fingerprint = try order.fingerprint()
        let now = self.tools.clock.now()
        let id = self.tools.identifiers.next()
        return try await self.tools.postgres.withTransaction { transaction in
            if let known = try await self.known(order.key, fingerprint, transaction) { return (known, true) }
            let processes = DocumentProcessStore(session: transaction)
            guard let process = try await processes.newest(agency: order.head.agency) else {
                throw DocumentRefusal.processUnknown(agency: order.head.agency)
            }
            var head = order.head
            head.process = process.version
            let fact = try OutgoingDocument.draft(
                head, file: order.file, text: order.text, attachments: order.attachments, under: process, at: now)
            try await self.checkRelation(head, transaction)
            let recorded = RecordedFact(position: 1, fact: fact, actor: head.drafter, at: now)
            let document = try OutgoingDocument(id: id, process: process, facts: [recorded])
            let store = DocumentStore(session: transaction)
            guard try await store.insert(document, key: order.key, fingerprint: fingerprint) else {
                // Somebody else was faster with the same key, and has committed.
                guard let known = try await self.known(order.key, fingerprint, transaction) else { throw DocumentRefusal.keyReused }
                return (known, true)
            }
            try await store.record([recorded], of: document, at: now)
            try await DocumentRecorder(tools: self.tools, transaction: transaction).tell([recorded], of: document)
            return (document, false)
        }
    }

    private func known(_ key: String, _ fingerprint: [UInt8], _ transaction: PostgresTransaction) async throws -> OutgoingDocument? {
        let store = DocumentStore(session: transaction)
        guard let begun = try await store.begun(under: key) else { return nil }
        guard begun.fingerprint == fingerprint else { throw DocumentRefusal.keyReused }
        return try await store.find(begun.id)
    }

    private func checkRelation(_ head: DocumentHead, _ transaction: PostgresTransaction) async throws {
        guard let relation = head.relation else { return }
        guard let earlier = try await DocumentStore(session: transaction).find(relation.document), earlier.state == .issued,
            earlier.head.agency == head.agency
        else { throw DocumentRefusal.relationUnusable }
    }
}
