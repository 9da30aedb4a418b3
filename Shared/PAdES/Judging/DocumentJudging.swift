import Clocks
import PDF
import PKI

/// One validation of one document: document timestamps from the newest to the oldest, so that each finds the proofs it needs,
/// then the signatures.
struct DocumentJudging {
    let validator: DocumentValidator
    let document: PDFDocument
    let map: RevisionMap
    let now: UTCInstant
    /// What came from outside the document.
    let material: DocumentSecurityStore
    let pool = EvidencePool()
    /// The CMS of each signature that can be read, by its place in the map.
    private var messages: [Int: CMSSignature] = [:]
    private var proofs: ProofRegistry

    init(
        validator: DocumentValidator, document: PDFDocument, map: RevisionMap, now: UTCInstant, material: DocumentSecurityStore,
        recorded: [[UInt8]: UTCInstant]
    ) {
        self.validator = validator
        self.document = document
        self.map = map
        self.now = now
        self.material = material
        self.proofs = ProofRegistry(recorded: recorded)
    }

    mutating func report() -> DocumentReport {
        self.collect()
        // After what the document brings, so that a statement which is in both counts as the document's own.
        self.pool.add(self.material, origin: .caller)
        var judged: [Int: JudgedSignature] = [:]
        for (index, signature) in self.map.signatures.enumerated().reversed() where signature.isDocumentTimestamp {
            judged[index] = self.judgeTimestamp(signature)
        }
        let comparison = RevisionComparison(self.document, self.map)
        let judge = SignatureJudge(trust: self.validator.trust, revocation: self.revocationJudge, timestamps: self.timestampJudge)
        for (index, signature) in self.map.signatures.enumerated() where !signature.isDocumentTimestamp {
            let changes = signature.faults.isEmpty ? comparison.changes(after: signature) : nil
            judged[index] = judge.judge(signature, self.messages[index], over: self.content(signature), changes: changes)
        }
        return self.combined(self.map.signatures.indices.compactMap { judged[$0] })
    }

    private var revocationJudge: RevocationJudge {
        RevocationJudge(pool: self.pool, proofs: self.proofs, policy: self.validator.policy, now: self.now)
    }

    private var timestampJudge: TimestampJudge { TimestampJudge(trust: self.validator.trust, revocation: self.revocationJudge) }

    /// Takes in everything the document brings along.
    private mutating func collect() {
        self.pool.add(certificates: self.validator.trust.intermediates.map(\.derBytes))
        for (index, signature) in self.map.signatures.enumerated() {
            if signature.isDocumentTimestamp {
                // A token that cannot be read is reported where it is judged.
                if let token = try? TimestampToken(contents: signature.contents) { self.pool.add(certificates: token.certificates) }
            } else if let message = try? signature.message() {
                self.messages[index] = message
                self.pool.add(message, end: signature.byteRange?.end)
                for timestamp in (try? message.timestamps()) ?? [] {
                    if let token = try? TimestampToken(contents: timestamp) { self.pool.add(certificates: token.certificates) }
                }
            }
        }
        // A store that cannot be read is as good as none: what it lacks shows as missing.
        if let store = try? self.document.securityStore() { self.pool.add(store, origin: .document) }
    }

    private mutating func judgeTimestamp(_ signature: EmbeddedSignature) -> JudgedSignature {
        let cms = DigestAlgorithm.sha256.digest(signature.cms)
        let proofs = self.proofs.proofs(of: signature, cmsSHA256: cms).sorted { $0.instant < $1.instant }
        let judged = self.timestampJudge.judge(signature.contents, over: self.content(signature), provenAt: proofs.first?.instant)
        var notes = JudgementNotes()
        SignatureJudge.checkCoverage(signature, &notes)
        Self.note(judged, &notes)
        if notes.indication == .valid, let time = judged.provenTime {
            self.proofs.add(signature, at: time, storeValues: self.storeValues(coveredBy: signature))
        }
        let time = judged.token.map { SigningTime($0.generatedAt, notes.indication == .valid ? .timestamped : .claimed) }
        return JudgedSignature(
            kind: .documentTimestamp, fieldName: signature.fieldName, subFilter: signature.subFilter, cmsSHA256: cms,
            coverage: signature.coverage, faults: signature.faults,
            report: notes.report(signer: judged.token?.signer, path: judged.path, signingTime: time, algorithm: ""),
            claimedTime: nil, proofs: proofs, timestamps: [judged], revocation: [], changes: nil, remarks: [])
    }

    private static func note(_ judged: JudgedTimestamp, _ notes: inout JudgementNotes) {
        notes.note(.format, judged.token == nil ? .failed : .passed)
        if judged.token != nil {
            let isBroken = judged.subIndication == .hashFailure || judged.subIndication == .signatureFailure
            notes.note(.integrity, isBroken ? .failed : .passed)
            notes.note(.path, judged.path.isEmpty ? .failed : .passed)
        }
        if judged.revocation.contains(where: { if case .revoked = $0.outcome { true } else { false } }) {
            notes.note(.revocation, .failed)
        } else if !judged.path.isEmpty, judged.revocation.allSatisfy(\.isGood) {
            notes.note(.revocation, .passed)
        }
        notes.note(.timestamp, judged.indication == .valid ? .passed : .failed)
        if let sub = judged.subIndication { notes.fail(judged.indication, sub, judged.detail) }
    }

    /// What stood in `/DSS` when a document timestamp was made.
    private func storeValues(coveredBy signature: EmbeddedSignature) -> Set<[UInt8]> {
        guard let end = signature.byteRange?.end else { return [] }
        // The revision was opened when the map was made; without its store nothing in it is proven.
        guard let store = try? self.document.revision(endingAt: end).securityStore() else { return [] }
        return Set(store.certificates + store.ocsps + store.crls)
    }

    /// What a signature covers; nothing when its byte range does not fit the file.
    private func content(_ signature: EmbeddedSignature) -> SignedContent {
        guard let range = signature.byteRange, signature.sha256 != nil else { return SignedContent([]) }
        let document = self.document
        return SignedContent(sha256: signature.sha256) { document.forEachPiece(of: range, $0) }
    }

    /// The worst of all: what is proven wrong anywhere decides; a timestamp that cannot be judged takes nothing away from
    /// signatures that hold without it.
    private func combined(_ signatures: [JudgedSignature]) -> DocumentReport {
        var notes = JudgementNotes()
        for item in signatures where item.indication != .valid {
            guard item.kind == .signature || item.indication == .invalid else { continue }
            notes.fail(item.indication, item.subIndication ?? .generic, "\(item.fieldName): \(item.report.detail)")
        }
        if !signatures.contains(where: { $0.kind == .signature }) {
            notes.fail(.indeterminate, .noSignature, "the document carries no signature")
        }
        return DocumentReport(
            indication: notes.indication, subIndication: notes.subIndication, detail: notes.detail, judgedAt: self.now,
            sha256: self.document.sha256(), sizeBytes: self.document.byteCount, signatures: signatures, fault: nil)
    }
}
