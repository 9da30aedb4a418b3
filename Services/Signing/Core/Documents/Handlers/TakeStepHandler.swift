import Clocks
import Postgres
import SigningDomain

/// Takes a step in the life of a document.
struct TakeStepHandler: Sendable {
    /// What is wanted; what the service must look up or draw for it is not in it yet.
    enum Wish: Sendable {
        /// A step that is whole.
        case step(DocumentStep)
        /// The personal signature of a request.
        case signature(Identifier)
        /// Number and date.
        case number
        /// The organisation's signature of a request.
        case seal(Identifier)
    }

    let tools: SigningTools

    /// Takes a step.
    ///
    /// - Parameter expected: Position the officer saw; 0 = any.
    /// - Throws: ``DocumentRefusal`` with the reason and who can act; then nothing is changed.
    func handle(_ id: Identifier, _ wish: Wish, by officer: String, expecting expected: Int) async throws -> OutgoingDocument {
        try await self.tools.postgres.withTransaction { transaction in
            let recorder = DocumentRecorder(tools: self.tools, transaction: transaction)
            let document = try await recorder.held(id)
            let step = try await self.step(wish, document, officer, transaction)
            let now = self.tools.clock.now()
            let facts = try document.decide(step, by: officer, at: now, expecting: expected)
            if case .number(let number) = step { try await self.enter(number, document, officer, now, transaction) }
            let changed = try await recorder.record(facts, of: document, by: officer, at: now)
            if step == .issue { try await self.relate(changed, by: officer, at: now, recorder) }
            return changed
        }
    }

    private func step(
        _ wish: Wish, _ document: OutgoingDocument, _ officer: String, _ transaction: PostgresTransaction
    ) async throws -> DocumentStep {
        switch wish {
        case .step(let step): return step
        case .signature(let request):
            try document.check(.signature, by: officer)
            return .enterSignature(try await self.completed(request, transaction))
        case .seal(let request):
            try document.check(.seal, by: officer)
            return .enterSeal(try await self.completed(request, transaction))
        case .number:
            // Checked before a number is drawn, so that a refusal never holds the series.
            try document.check(.number, by: officer)
            return .number(try await self.draw(for: document, transaction))
        }
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
