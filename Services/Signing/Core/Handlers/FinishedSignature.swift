import Clocks
import PAdES
import PDF
import PKI
import SigningDomain

/// A signature that was embedded, read back, raised and judged (R36, R39).
struct FinishedSignature: Sendable {
    let bytes: [UInt8]
    let signedAt: UTCInstant
    let report: DocumentReport
    /// The judgement over exactly this signature.
    let own: JudgedSignature
    let wanted: BaselineLevel
    /// Why the wanted level was not reached, as far as the attempt could tell.
    let reason: UpkeepReason?
    let detail: String
    /// Until when the archival timestamp holds; `nil` below B-LTA.
    let horizon: ArchivalHorizon?
    private let renewalMargin: Duration

    /// The level the signature has reached.
    var reached: BaselineLevel { self.report.level(of: self.own).map(BaselineLevel.init) ?? .basic }

    /// Reads an embedded signature back as a stranger would, raises it as far as the authorities answer, and judges the
    /// result.
    ///
    /// - Throws: ``SigningRefusal/resultNotValid(_:)`` or ``SigningRefusal/certificateRevoked(since:)``.
    static func finish(
        _ file: [UInt8], fingerprint: [UInt8], by signer: PKI.Certificate, to level: BaselineLevel, tools: SigningTools
    ) async throws -> FinishedSignature {
        let now = tools.clock.now()
        let judge = DocumentJudge(tools: tools)
        // 1. The signature by itself must be sound, whoever is away.
        let first = try await judge.report(on: file, at: now, made: [fingerprint: now])
        guard let own = first.signatures.last, own.cmsSHA256 == fingerprint, own.coverage == .wholeFile, own.report.signer == signer
        else { throw SigningRefusal.resultNotValid("the signature is not where it was put") }
        try Self.check(own)
        // 2. Raised as far as possible.
        let raising = LevelRaising(services: tools.services, trust: tools.configuration.trust, clock: tools.clock)
        let outcome = await raising.raisePatiently(file, to: level)
        // 3. What is stored must be valid too; nothing that was raised is believed unread.
        do {
            return try await Self.judged(outcome, own.fieldName, signedAt: now, to: level, tools)
        } catch SigningRefusal.resultNotValid(let why) where outcome.bytes != file {
            let plain = RaisingOutcome(bytes: file, reason: .timestamp, detail: "the raised document did not pass: \(why)")
            return try await Self.judged(plain, own.fieldName, signedAt: now, to: level, tools)
        }
    }

    /// Judges a document that was raised, asking for what is still missing.
    static func judged(
        _ outcome: RaisingOutcome, _ field: String, signedAt: UTCInstant, to level: BaselineLevel, _ tools: SigningTools,
        asking: DocumentJudge.Asking = .patiently
    ) async throws -> FinishedSignature {
        let fingerprint = try Self.fingerprint(of: field, in: outcome.bytes)
        let report = try await DocumentJudge(tools: tools)
            .report(on: outcome.bytes, at: tools.clock.now(), made: [fingerprint: signedAt], asking: asking)
        guard let own = report.signatures.first(where: { $0.fieldName == field && $0.kind == .signature }) else {
            throw SigningRefusal.resultNotValid("the signature is not where it was put")
        }
        try Self.check(own)
        if let broken = report.signatures.first(where: { $0.indication == .invalid }) {
            throw SigningRefusal.resultNotValid("\(broken.fieldName): \(broken.subIndication?.rawValue ?? "")")
        }
        return FinishedSignature(
            bytes: outcome.bytes, signedAt: signedAt, report: report, own: own, wanted: level, reason: outcome.reason,
            detail: outcome.detail, horizon: Self.horizon(of: outcome.bytes, level, tools),
            renewalMargin: tools.configuration.renewalMargin)
    }

    /// What is to be done later; `nil` when the level is reached and does not have to be renewed.
    func upkeep(for request: Identifier) -> UpkeepTask? {
        guard self.reached >= self.wanted else {
            let missing = self.reason ?? (self.reached == .basic ? .timestamp : .revocation)
            return .debt(
                request, missing, wanted: self.wanted, reached: self.reached, detail: self.detail, at: self.report.judgedAt)
        }
        guard self.wanted == .archival, let horizon = self.horizon else { return nil }
        return UpkeepTask(
            request: request, reason: .renewal, wanted: self.wanted, reached: self.reached, detail: horizon.endingCertificate,
            since: horizon.stampedAt, tries: 0,
            dueAt: UpkeepSchedule.renewal(stampedAt: horizon.stampedAt, end: horizon.end, margin: self.renewalMargin),
            endsAt: horizon.end)
    }

    private static func check(_ own: JudgedSignature) throws(SigningRefusal) {
        guard own.indication != .valid else { return }
        if case .revoked(let since, _) = own.revocation.first?.outcome { throw .certificateRevoked(since: since) }
        throw .resultNotValid(own.subIndication?.rawValue ?? own.indication.rawValue)
    }

    private static func fingerprint(of field: String, in bytes: [UInt8]) throws -> [UInt8] {
        do {
            let signatures = try RevisionMap(PDFDocument(bytes: bytes)).signatures
            guard let own = signatures.first(where: { $0.fieldName == field }) else {
                throw SigningRefusal.resultNotValid("the signature is not where it was put")
            }
            return DigestAlgorithm.sha256.digest(own.cms)
        } catch let error as PDFError {
            throw SigningRefusal.resultNotValid(error.message)
        }
    }

    /// Without a readable horizon nothing is renewed by date; the report shows the level all the same.
    private static func horizon(of bytes: [UInt8], _ level: BaselineLevel, _ tools: SigningTools) -> ArchivalHorizon? {
        guard level == .archival, let document = try? PDFDocument(bytes: bytes) else { return nil }
        return try? ArchivalHorizon.of(document, trust: tools.configuration.trust)
    }
}
