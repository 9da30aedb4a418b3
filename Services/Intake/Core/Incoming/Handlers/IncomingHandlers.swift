import BlobStore
import Clocks
import Crypto
import Foundation
import IntakeDomain
import Messaging
import Postgres

/// What people do with incoming documents.
struct IncomingHandlers: Sendable {
    /// What the caller wants; what the service must draw or ask for is not in it.
    enum Wish: Sendable {
        /// A step that is whole.
        case step(IncomingStep)
        /// Registration.
        case register(despiteDuplicate: Bool)
        /// Capture of a letter that came on paper.
        case capture(scan: BlobReference, mediaType: String, pages: Int32)

        /// Officer codes of those who are given work by it.
        var takers: [String] {
            switch self {
            case .step(.direct(let assignments, _, _)): assignments.map(\.officer).filter { !$0.isEmpty }
            case .step(.transfer(let assignment, _)): [assignment.officer].filter { !$0.isEmpty }
            default: []
            }
        }
    }

    /// A document with its history.
    struct Answer: Sendable {
        let document: IncomingDocument
        let history: [RecordedIncoming]
        let views: [IncomingViewStore.View]
    }

    /// How many documents are looked through at once when work is handed over.
    static let handOverPage = 500

    let postgres: PostgresClient
    let eventLog: EventLog
    let signatures: SignaturePort
    let captures: CapturePort
    let clock: any UTCClock
    let identifiers: any IdentifierSource

    private var events: IncomingEvents { IncomingEvents(identifiers: self.identifiers) }

    /// Enters a document that came on paper or from outside.
    ///
    /// - Throws: ``IncomingRefusal``.
    func enter(
        _ head: IncomingHead, by officer: String, key: String
    ) async throws -> (document: IncomingDocument, isReplayed: Bool) {
        try head.check()
        let key = IncomingStore.Key(text: key, fingerprint: Array(SHA256.hash(data: try IncomingJSON.bytes(head))))
        let now = self.clock.now()
        let id = self.identifiers.next()
        return try await self.postgres.withTransaction { transaction in
            if let known = try await Self.known(key, transaction) { return (known, true) }
            guard let reception = try await ReceptionStore(session: transaction).newest(agency: head.agency) else {
                throw IncomingRefusal.receptionUnknown(agency: head.agency)
            }
            guard reception.clerks.contains(officer) else { throw IncomingRefusal.notYours(who: reception.clerks) }
            var head = head
            head.reception = reception.version
            let recorder = IncomingRecorder(events: self.events, transaction: transaction)
            guard let taken = try await recorder.take(head, id: id, under: reception, by: officer, at: now, key: key) else {
                // Somebody else was faster with the same key, and has committed.
                guard let known = try await Self.known(key, transaction) else { throw IncomingRefusal.keyReused }
                return (known, true)
            }
            try await self.eventLog.append(taken.events, in: transaction)
            return (taken.document, false)
        }
    }

    private static func known(_ key: IncomingStore.Key, _ transaction: PostgresTransaction) async throws -> IncomingDocument? {
        let store = IncomingStore(session: transaction)
        guard let entered = try await store.entered(under: key.text) else { return nil }
        guard entered.fingerprint == key.fingerprint else { throw IncomingRefusal.keyReused }
        return try await store.find(entered.id)
    }

    /// The agency that received a document.
    ///
    /// - Throws: ``IncomingRefusal/unknown``.
    func agency(of id: Identifier) async throws -> String {
        guard let agency = try await self.postgres.withConnection({ try await IncomingStore(session: $0).agency(of: id) }) else {
            throw IncomingRefusal.unknown
        }
        return agency
    }

    /// Takes a step.
    ///
    /// - Parameter expected: Position the officer saw; 0 = any.
    /// - Returns: The document and what may be the same; the latter only after registration.
    /// - Throws: ``IncomingRefusal`` with the reason and who can act; then nothing is changed.
    func take(
        _ id: Identifier, _ wish: Wish, by officer: String, expecting expected: Int
    ) async throws -> (document: IncomingDocument, duplicates: [ArrivalStore.Duplicate]) {
        let prepared = try await self.prepare(id, wish, by: officer)
        return try await self.postgres.withTransaction { transaction in
            let recorder = IncomingRecorder(events: self.events, transaction: transaction)
            let document = try await recorder.held(id)
            var duplicates: [ArrivalStore.Duplicate] = []
            let step: IncomingStep
            switch prepared {
            case .step(let whole): step = whole
            case .register(let verdict, let despite):
                // Checked before a number is drawn, so that a refusal never holds the series.
                try document.check(.registration, by: officer)
                duplicates = try await ArrivalStore(session: transaction).duplicates(of: document)
                guard duplicates.isEmpty || despite else {
                    throw IncomingRefusal.maybeDuplicate(arrivalNumbers: duplicates.map(Self.text))
                }
                let number = try await self.draw(document.head.agency, transaction)
                step = .register(number, verdict: verdict, despite: duplicates.map(\.id))
            }
            let now = self.clock.now()
            let facts = try document.decide(step, by: officer, at: now, expecting: expected)
            let (changed, events) = try await recorder.record(facts, of: document, by: officer, at: now)
            try await self.eventLog.append(events, in: transaction)
            return (changed, duplicates)
        }
    }

    /// A wish with what other services said to it.
    private enum Prepared: Sendable {
        case step(IncomingStep)
        case register(verdict: String, despiteDuplicate: Bool)
    }

    /// Asks other services before the transaction: a call never happens inside one. Who may not take the step asks nothing.
    private func prepare(_ id: Identifier, _ wish: Wish, by officer: String) async throws -> Prepared {
        if case .step(let step) = wish { return .step(step) }
        let found = try await self.postgres.withConnection { try await IncomingStore(session: $0).find(id) }
        guard let document = found else { throw IncomingRefusal.unknown }
        switch wish {
        case .step(let step): return .step(step)
        case .register(let despite):
            try document.check(.registration, by: officer)
            return .register(verdict: try await self.signatures.verdict(on: document), despiteDuplicate: despite)
        case .capture(let scan, let mediaType, let pages):
            try document.checkCapture(of: scan.hex, by: officer)
            let paper = try await self.captures.capture(scan, mediaType: mediaType, pages: pages, of: document, by: officer)
            return .step(.capture(scan: scan.hex, paper: paper))
        }
    }

    /// The next arrival number of the year in which the series is held.
    private func draw(_ agency: String, _ transaction: PostgresTransaction) async throws -> ArrivalNumber {
        let year = self.clock.now().vietnamDate.year
        let number = try await ArrivalStore(session: transaction).draw(agency: agency, year: year)
        guard self.clock.now().vietnamDate.year == year else { throw IncomingRefusal.changedMeanwhile(now: 0) }
        return number
    }

    private static func text(_ duplicate: ArrivalStore.Duplicate) -> String {
        duplicate.number.map { "\($0.number)/\($0.year)" } ?? "\(duplicate.id)"
    }

    /// Shows a document to those who may see it, and records that it was seen (R75, R76).
    ///
    /// - Parameter isEmployed: Whether the reader holds a post; nobody else sees anything.
    /// - Throws: ``IncomingRefusal/unknown``; ``IncomingRefusal/notVisible`` after the attempt was recorded.
    func show(_ id: Identifier, to officer: String, isEmployed: Bool) async throws -> Answer {
        let now = self.clock.now()
        let answer: Answer? = try await self.postgres.withTransaction { transaction in
            let store = IncomingStore(session: transaction)
            guard let document = try await store.find(id) else { throw IncomingRefusal.unknown }
            let views = IncomingViewStore(session: transaction)
            let isVisible = isEmployed && document.isVisible(to: officer)
            try await views.note(
                IncomingViewStore.View(officer: officer, position: document.position, isRefused: !isVisible, at: now), of: id)
            guard isVisible else { return nil }
            let history = try await store.facts(of: id).filter { $0.position <= document.position }
            return Answer(document: document, history: history, views: try await views.list(of: id))
        }
        guard let answer else { throw IncomingRefusal.notVisible }
        return answer
    }

    /// Hands an officer's part in every document of an agency that is not done to another, in one transaction (R59).
    ///
    /// - Returns: How many documents changed hands.
    func handOver(agency: String, from: String, to: String, reason: String, by officer: String) async throws -> Int {
        guard !agency.isEmpty, !from.isEmpty, !to.isEmpty, from != to else { throw IncomingRefusal.malformed("to_code") }
        return try await self.postgres.withTransaction { transaction in
            let work = IncomingWorkStore(session: transaction)
            let recorder = IncomingRecorder(events: self.events, transaction: transaction)
            var told: [OutgoingEvent] = []
            var count = 0
            var after = Identifier.minimum
            while true {
                let page = try await work.running(agency: agency, after: after, limit: Self.handOverPage)
                guard let last = page.last else { break }
                for id in page {
                    let document = try await recorder.held(id)
                    guard document.awaits(from) else { continue }
                    let facts = try document.handOver(from: from, to: to, reason: reason)
                    told += try await recorder.record(facts, of: document, by: officer, at: self.clock.now()).events
                    count += 1
                }
                after = last
            }
            try await self.eventLog.append(told, in: transaction)
            return count
        }
    }
}
