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
        /// The body as structured text, which the service sets itself.
        var content: DocumentContent?

        /// What tells two orders apart.
        func fingerprint() throws -> [UInt8] {
            let version = DraftVersion(
                number: 1, file: self.file, text: self.text, attachments: self.attachments, reason: "", author: "",
                writtenAt: .earliest)
            let head = [UInt8](try DocumentJSON.bytes(self.head))
            let body = [UInt8](try DocumentJSON.bytes(version))
            // The content as it was sent: the same text set at another time is another file.
            var content: [UInt8] = []
            if let own = self.content { content = [0] + [UInt8](try DocumentJSON.bytes(own)) }
            return DigestAlgorithm.sha256.digest(head + [0] + body + content)
        }
    }

    let tools: SigningTools

    /// Begins a document; the same order under the same key gives the same document.
    ///
    /// - Throws: ``DocumentRefusal``.
    func handle(_ order: Order) async throws -> (document: OutgoingDocument, isReplayed: Bool) {
        let fingerprint = try order.fingerprint()
        let access = DocumentAccess(tools: self.tools)
        try await access.checkActor(order.head.drafter, in: order.head.agency)
        try await access.checkTakers([order.head.signer], in: order.head.agency, roles: DocumentAccess.signing)
        let id = self.tools.identifiers.next()
        // Setting the text takes longer than a row should be held.
        let set = try await self.set(order)
        let now = self.tools.clock.now()
        return try await self.tools.postgres.withTransaction { transaction in
            if let known = try await self.known(order.key, fingerprint, transaction) { return (known, true) }
            let processes = DocumentProcessStore(session: transaction)
            guard let process = try await processes.newest(agency: order.head.agency) else {
                throw DocumentRefusal.processUnknown(agency: order.head.agency)
            }
            if let set, set.process != process.version { throw DocumentRefusal.changedMeanwhile(now: process.version) }
            var head = order.head
            head.process = process.version
            let fact = try OutgoingDocument.draft(
                head, file: set?.answer.file ?? order.file, text: order.text, attachments: order.attachments,
                layout: set?.answer.layout, under: process, at: now)
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

    /// Sets the content of an order; `nil` when the body came as a file or as text, or the order is known.
    private func set(_ order: Order) async throws -> (answer: DocumentTypesetter.Answer, process: Int)? {
        guard let content = order.content else { return nil }
        guard order.file == nil, order.text.isEmpty else { throw DocumentRefusal.malformed("body") }
        let (isKnown, process) = try await self.tools.postgres.withConnection { session in
            (
                try await DocumentStore(session: session).begun(under: order.key) != nil,
                try await DocumentProcessStore(session: session).newest(agency: order.head.agency)
            )
        }
        guard !isKnown else { return nil }
        guard let process else { throw DocumentRefusal.processUnknown(agency: order.head.agency) }
        return (try await DocumentTypesetter(tools: self.tools).set(content, order.head, under: process), process.version)
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
