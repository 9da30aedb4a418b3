import BlobStore
import Clocks
import HosoProto
import Logging
import PAdES
import PDF
import PKI
import Postgres
import SigningDomain

/// Mends what a signed document lacks and renews archival timestamps; the signatures stay the same (R39).
struct UpkeepHandler: Sendable {
    /// Who strengthens documents, in their history: no officer does.
    static let actor = "hoso-signing"

    let tools: SigningTools
    let logger: Logger

    /// Works on the task that is due longest.
    ///
    /// - Returns: Whether there was one.
    /// - Throws: A failure of database or blob store; the task's lease then runs out.
    func next() async throws -> Bool {
        let now = self.tools.clock.now()
        let found = try await self.tools.postgres.withTransaction { try await UpkeepStore(session: $0).claim(at: now) }
        guard let task = found else { return false }
        try await self.work(on: task)
        return true
    }

    private func work(on task: UpkeepTask) async throws {
        let (request, signed, newest, forms) = try await self.tools.postgres.withConnection { connection in
            let documents = SignedDocumentStore(session: connection)
            return (
                try await SignatureRequestStore(session: connection).find(id: task.request),
                try await documents.find(request: task.request), try await documents.newestForm(ofRequest: task.request),
                try await documents.forms(of: task.request)
            )
        }
        guard let request, let signed, let newest else { throw StoredValueError("signature_upkeep.request_id") }
        do {
            let bytes = try await self.tools.document(newest)
            let field = try Self.field(of: forms, in: bytes)
            let raising = LevelRaising(services: self.tools.services, trust: self.tools.configuration.trust, clock: self.tools.clock)
            let outcome = task.reason == .renewal ? await raising.renew(bytes) : await raising.raise(bytes, to: task.wanted)
            // Nobody gave anything: there is nothing new to judge.
            if outcome.bytes == bytes, let reason = outcome.reason {
                return try await self.postpone(task, task.reason == .renewal ? .renewal : reason, outcome.detail)
            }
            let result = try await FinishedSignature.judged(
                outcome, field, signedAt: signed.signedAt, to: task.wanted, self.tools, asking: .whateverItTakes)
            try await self.finish(task, request.intent.order, newest, outcome, result)
        } catch let refusal as SigningRefusal {
            self.logger.warning("a signed document cannot be mended", metadata: ["reason": "\(refusal.english)"])
            try await self.postpone(task, task.reason, refusal.english)
        }
    }

    private func finish(
        _ task: UpkeepTask, _ order: SignatureOrder, _ before: BlobReference, _ outcome: RaisingOutcome, _ result: FinishedSignature
    ) async throws {
        let isRenewed = task.reason == .renewal && outcome.reason == nil
        guard result.reached > task.reached || isRenewed else {
            return try await self.postpone(
                task, task.reason == .renewal ? .renewal : outcome.reason ?? task.reason, outcome.detail)
        }
        let now = self.tools.clock.now()
        let holder = try await self.tools.certificate(order.certificateSHA256)?.holder ?? ""
        let report = SigningWire.message(result.own, in: result.report, holder: holder)
        let after = try await self.tools.blobs.put(result.bytes)
        let event = try SigningEvents(tools: self.tools).strengthened(
            order, task.request, from: before, task.reached, to: after, result.reached, report, at: now)
        var kept = try KeptReport(result.report)
        kept.evidence = try await EvidenceKeeper(tools: self.tools).kept(kept.evidence)
        try await self.tools.postgres.withTransaction { [kept] transaction in
            // The document is held before its upkeep, as whoever completes a signature does.
            let document = CompletedSignatureStore.ofDocuments.contains(order.subjectKind)
                ? try await DocumentStore(session: transaction).find(order.subjectID, locked: true) : nil
            let upkeep = UpkeepStore(session: transaction)
            // Gone: meanwhile somebody signed on top of the document, and that one is looked after.
            guard try await upkeep.find(task.request, locked: true) != nil else { return }
            try await SignedDocumentStore(session: transaction).strengthen(
                task.request, after, cmsSHA256: result.own.cmsSHA256, level: result.reached, at: now)
            _ = try await DocumentReportStore(session: transaction).keep(kept)
            if var rest = result.upkeep(for: task.request) {
                if rest.reason != .renewal { rest.since = task.since }
                try await upkeep.put(rest)
            } else {
                try await upkeep.remove(task.request)
            }
            try await self.tools.append(event, in: transaction)
            guard let document else { return }
            let file = DocumentFile(sha256: after.hex, sizeBytes: after.sizeBytes, mediaType: SigningWire.mediaType, name: "")
            _ = try await DocumentRecorder(tools: self.tools, transaction: transaction).record(
                document.strengthened(before.hex, to: file), of: document, by: Self.actor, at: now)
        }
    }

    /// Gives the task back, to be tried again ever more rarely.
    private func postpone(_ task: UpkeepTask, _ reason: UpkeepReason, _ detail: String) async throws {
        var task = task
        task.reason = reason
        task.tries += 1
        if reason != .renewal || !detail.isEmpty { task.detail = UpkeepTask.cut(detail) }
        task.dueAt = self.tools.clock.now() + UpkeepSchedule.pause(afterTries: task.tries)
        try await self.tools.postgres.withTransaction { [task] transaction in
            let upkeep = UpkeepStore(session: transaction)
            guard try await upkeep.find(task.request, locked: true) != nil else { return }
            try await upkeep.put(task)
        }
    }

    /// The field of the signature a request made, whatever form it has now.
    private static func field(of forms: [[UInt8]], in bytes: [UInt8]) throws(SigningRefusal) -> String {
        let signatures: [EmbeddedSignature]
        do {
            signatures = try RevisionMap(PDFDocument(bytes: bytes)).signatures
        } catch {
            throw .documentNotSignable(error.code.description)
        }
        guard let own = signatures.first(where: { forms.contains(DigestAlgorithm.sha256.digest($0.cms)) }) else {
            throw .resultNotValid("the signature is not where it was put")
        }
        return own.fieldName
    }
}
