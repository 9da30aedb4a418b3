import BlobStore
import Clocks
import Postgres
import SigningDomain

/// Takes a step in the life of a document.
struct TakeStepHandler: Sendable {
    /// What is wanted; what the service must look up or draw for it is not in it yet.
    enum Wish: Sendable {
        /// A step that is whole.
        case step(DocumentStep)
        /// A new version whose body the service sets itself.
        case content(DocumentContent, attachments: [DocumentFile], reason: String)
        /// The personal signature of a request.
        case signature(Identifier)
        /// Number and date.
        case number
        /// The organisation's signature of a request.
        case seal(Identifier)
        /// The issue, with the attachments as the organisation signed them.
        case issue

        /// Officer codes of those who are given work by it.
        var takers: [String] {
            switch self {
            case .step(.askOpinions(let asked, _)): asked.map(\.officer).filter { !$0.isEmpty }
            case .step(.delegateOpinion(_, let officer, _)): [officer]
            default: []
            }
        }
    }

    let tools: SigningTools

    /// Takes a step.
    ///
    /// - Parameter expected: Position the officer saw; 0 = any.
    /// - Throws: ``DocumentRefusal`` with the reason and who can act; then nothing is changed.
    func handle(_ id: Identifier, _ wish: Wish, by officer: String, expecting expected: Int) async throws -> OutgoingDocument {
        try await self.checkPosts(id, wish, of: officer)
        // Setting a text takes longer than a row should be held.
        let wish = try await self.whole(wish, id, by: officer)
        let changed = try await self.take(id, wish, by: officer, expecting: expected)
        guard case .number = wish else { return changed }
        return try await self.writeNumber(of: changed, by: officer)
    }

    /// Who acts, who is given work and to whom the document goes for approval must hold a post now, whatever the process says (R75).
    private func checkPosts(_ id: Identifier, _ wish: Wish, of officer: String) async throws {
        let access = DocumentAccess(tools: self.tools)
        guard let agency = try await self.tools.postgres.withConnection({ try await DocumentStore(session: $0).agency(of: id) }) else {
            throw DocumentRefusal.unknown
        }
        try await access.checkActor(officer, in: agency)
        try await access.checkTakers(wish.takers, in: agency)
        guard case .step(.submit) = wish else { return }
        guard let document = try await self.tools.postgres.withConnection({ try await DocumentStore(session: $0).find(id) }) else {
            throw DocumentRefusal.unknown
        }
        try await access.checkTakers(document.actors(for: .approval), in: agency, roles: DocumentAccess.signing)
    }

    private func take(_ id: Identifier, _ wish: Wish, by officer: String, expecting expected: Int) async throws -> OutgoingDocument {
        try await self.tools.postgres.withTransaction { transaction in
            let recorder = DocumentRecorder(tools: self.tools, transaction: transaction)
            let document = try await recorder.held(id)
            if case .number = wish, document.number != nil {
                // The number is given; what is left is to write it.
                try document.check(.number, by: officer)
                return document
            }
            let step = try await self.step(wish, document, officer, transaction)
            let now = self.tools.clock.now()
            let facts = try document.decide(step, by: officer, at: now, expecting: expected)
            if case .number(let number) = step { try await self.enter(number, document, officer, now, transaction) }
            let changed = try await recorder.record(facts, of: document, by: officer, at: now)
            if step.kind == .issue { try await self.relate(changed, by: officer, at: now, recorder) }
            return changed
        }
    }

    private func step(
        _ wish: Wish, _ document: OutgoingDocument, _ officer: String, _ transaction: PostgresTransaction
    ) async throws -> DocumentStep {
        switch wish {
        case .step(let step): return step
        case .content: throw DocumentRefusal.malformed("body.content")
        case .signature(let request):
            try document.check(.signature, by: officer)
            return .enterSignature(try await self.completed(request, transaction))
        case .seal(let request):
            try document.check(.seal, by: officer)
            return .enterSeal(try await self.completed(request, transaction))
        case .issue:
            let attachments = document.versions.last?.attachments ?? []
            return .issue(
                attachments: try await CompletedSignatureStore(session: transaction)
                    .attachments(attachments, of: document.id, document.head.agency, profiles: self.tools.configuration.profiles))
        case .number:
            // Checked before a number is drawn, so that a refusal never holds the series.
            try document.check(.number, by: officer)
            return .number(try await self.draw(for: document, transaction))
        }
    }

    /// The wish with its content set.
    private func whole(_ wish: Wish, _ id: Identifier, by officer: String) async throws -> Wish {
        if case .step(.submit) = wish { try await self.checkAttachments(of: id, by: officer) }
        guard case .content(let content, let attachments, let reason) = wish else { return wish }
        let found = try await self.tools.postgres.withConnection { try await DocumentStore(session: $0).find(id) }
        guard let document = found else { throw DocumentRefusal.unknown }
        guard document.actors(for: .draft).contains(officer) else { throw DocumentRefusal.notYours(who: document.actors(for: .draft)) }
        let set = try await DocumentTypesetter(tools: self.tools).set(content, document.head, under: document.process)
        return .step(.revise(file: set.file, text: "", attachments: attachments, reason: reason, layout: set.layout))
    }

    /// Attachments that the organisation could not sign are refused while they can still be replaced (R29, R33).
    private func checkAttachments(of id: Identifier, by officer: String) async throws {
        let found = try await self.tools.postgres.withConnection { try await DocumentStore(session: $0).find(id) }
        guard let document = found, let version = document.versions.last else { throw DocumentRefusal.unknown }
        // Whoever cannot submit learns nothing of what is in it.
        try document.check(.draft, by: officer)
        for attachment in version.attachments {
            guard let reference = BlobReference(hex: attachment.sha256, sizeBytes: attachment.sizeBytes) else {
                throw DocumentRefusal.malformed("attachments")
            }
            guard SigningTools.claimsPDFA(try await self.tools.document(reference)) else {
                throw DocumentRefusal.attachmentUnsignable(name: attachment.name, who: document.actors(for: .draft))
            }
        }
    }

    /// Puts number and date into the signed file, after the series was let go, so that nobody waits for it.
    ///
    /// A process that ends in between leaves the step due; whoever takes it again writes the number that was given.
    private func writeNumber(of document: OutgoingDocument, by officer: String) async throws -> OutgoingDocument {
        guard document.versions.last?.layout != nil, document.numberedFile == nil, let number = document.number else { return document }
        let file = try await DocumentTypesetter(tools: self.tools).write(number, into: document)
        let after = try await self.tools.postgres.withTransaction { transaction in
            let recorder = DocumentRecorder(tools: self.tools, transaction: transaction)
            let current = try await recorder.held(document.id)
            // The signed file may have got a stronger form meanwhile; the number belongs into that one.
            guard current.numberedFile == nil, current.signedFile == document.signedFile else { return current }
            return try await recorder.record([.numberWritten(file: file)], of: current, by: officer, at: self.tools.clock.now())
        }
        return after.numberedFile == nil ? try await self.writeNumber(of: after, by: officer) : after
    }

    private func completed(_ request: Identifier, _ transaction: PostgresTransaction) async throws -> CompletedSignature {
        let store = CompletedSignatureStore(session: transaction)
        guard let signature = try await store.find(request, profiles: self.tools.configuration.profiles) else {
            throw DocumentRefusal.signatureUnknown
        }
        return signature
    }

    /// The next number of the series; the date is read while the series is held, so that dates rise with numbers.
    private func draw(for document: OutgoingDocument, _ transaction: PostgresTransaction) async throws -> DocumentNumber {
        let head = document.head
        let series = document.process.seriesName(for: head.type, isNormative: head.isNormative, isSecret: false)
        let numbers = NumberStore(session: transaction)
        let year = self.tools.clock.now().vietnamDate.year
        let number = try await numbers.draw(agency: head.agency, year: year, series: series)
        let now = self.tools.clock.now()
        guard now.vietnamDate.year == year else { return try await self.draw(for: document, transaction) }
        try await numbers.settleRunOut(agency: head.agency, year: year, series: series, at: now)
        return DocumentNumber(
            year: year, series: series, number: number,
            notation: document.process.notation(number, year: year, type: head.type, isNormative: head.isNormative, unit: head.unit),
            date: now.vietnamDate)
    }

    private func enter(
        _ number: DocumentNumber, _ document: OutgoingDocument, _ officer: String, _ now: UTCInstant, _ transaction: PostgresTransaction
    ) async throws {
        try await NumberStore(session: transaction).insert(
            NumberEntry(
                agency: document.head.agency, year: number.year, series: number.series, number: number.number, state: .assigned,
                notation: number.notation, date: number.date, document: document.id, reason: "", officer: officer, takenAt: now))
    }

    /// Tells the earlier document that it is corrected or replaced now.
    private func relate(_ document: OutgoingDocument, by officer: String, at now: UTCInstant, _ recorder: DocumentRecorder) async throws {
        guard let relation = document.head.relation else { return }
        let earlier = try await recorder.held(relation.document)
        let facts = try earlier.relate(relation.kind, by: document.id, of: document.head.agency)
        _ = try await recorder.record(facts, of: earlier, by: officer, at: now)
    }
}
