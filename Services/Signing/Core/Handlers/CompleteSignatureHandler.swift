import BlobStore
import Clocks
import HosoProto
import PAdES
import PDF
import PKI
import Postgres
import SigningDomain
import SwiftProtobuf

/// Completes a signature in the order of an authority that issues: compare with the stored intent, embed, read the
/// verdict back from the finished file, raise it to its level, judge once more, and only then store and announce.
///
/// An authority that is away never keeps the officer from signing: what is missing becomes upkeep (R39).
struct CompleteSignatureHandler: Sendable {
    let tools: SigningTools

    /// Completes a request; completed before, it answers as then.
    ///
    /// - Throws: ``SigningRefusal``. A value that does not fit leaves the request open, because a device can be asked
    ///   again; anything else ends it.
    func handle(_ id: Identifier, signature: [UInt8]) async throws -> SignedDocument {
        let found = try await self.tools.postgres.withConnection { try await SignatureRequestStore(session: $0).find(id: id) }
        guard let request = found else { throw SigningRefusal.unknownRequest }
        switch request.life.answer(at: self.tools.clock.now()) {
        case .proceed: break
        case .repeatResult: return try await self.stored(id)
        case .refuse(let refusal): throw refusal
        case .expire(let refusal):
            try await self.end(request, .expired, refusal)
            throw refusal
        }
        do {
            return try await self.complete(request.intent, signature)
        } catch let refusal as SigningRefusal where refusal.isAnnounced {
            try await self.end(request, .refused, refusal)
            throw refusal
        }
    }

    private func complete(_ intent: SignatureIntent, _ signature: [UInt8]) async throws -> SignedDocument {
        guard let entry = try await self.tools.certificate(intent.order.certificateSHA256) else {
            throw SigningRefusal.unknownCertificate
        }
        try await self.checkAuthority(intent)
        try await self.tools.postgres.withConnection { try await self.checkSubject(intent, $0) }
        let prepared = try await self.prepared(intent)
        let (file, cms) = try Self.embed(signature, into: prepared, intent, entry)
        let result = try await FinishedSignature.finish(
            file, fingerprint: DigestAlgorithm.sha256.digest(cms), by: entry.certificate, to: self.level(of: intent.order),
            tools: self.tools)

        let report = SigningWire.message(result.own, in: result.report, holder: entry.holder)
        let signed = SignedDocument(
            request: intent.id, document: try await self.tools.blobs.put(result.bytes), cmsSHA256: result.own.cmsSHA256,
            signedAt: result.signedAt, verdict: result.own.indication, report: try report.serializedBytes(),
            path: result.own.report.path.map { $0.derBytes }, upkeep: result.upkeep(for: intent.id))
        var kept = try KeptReport(result.report)
        kept.evidence = try await EvidenceKeeper(tools: self.tools).kept(kept.evidence)
        return try await self.store(signed, kept, intent, report)
    }

    /// A delegation may be taken back, or end, between the preparation and the signature (R34).
    private func checkAuthority(_ intent: SignatureIntent) async throws {
        let found = try await self.tools.postgres.withConnection { try await SigningAuthorityStore(session: $0).find(request: intent.id) }
        guard let authority = found, authority.delegation != nil else { return }
        _ = try await DelegationHandler(tools: self.tools).authority(authority, for: intent.order, at: self.tools.clock.now())
    }

    /// A document may be sent back or rewritten between the preparation and the signature (V-22).
    private func checkSubject(_ intent: SignatureIntent, _ session: any PostgresSession, locked: Bool = false) async throws {
        guard let profile = self.tools.configuration.profiles.all.first(where: { $0.name == intent.order.profile }) else {
            throw SigningRefusal.unknownProfile(intent.order.profile)
        }
        var order = intent.order
        (order.issue.number, order.issue.date) = try await SigningAuthorityStore(session: session).number(request: intent.id)
        try await SubjectCheck(session: session).check(order, as: profile.signatureCase, locked: locked)
    }

    /// A profile that was taken out of the file since then demands nothing any more.
    private func level(of order: SignatureOrder) -> BaselineLevel {
        self.tools.configuration.profiles.all.first { $0.name == order.profile }?.level ?? .basic
    }

    /// The stored revision; its beginning must be the document that was to be signed, byte by byte (R37).
    private func prepared(_ intent: SignatureIntent) async throws -> PreparedSignature {
        let bytes = try await self.tools.document(intent.prepared)
        let length = Int(intent.order.document.sizeBytes)
        guard length <= bytes.count, DigestAlgorithm.sha256.digest([bytes[..<length]]) == intent.order.document.sha256 else {
            throw SigningRefusal.intentDiffers
        }
        do {
            return try PreparedSignature(bytes: bytes, byteRange: intent.byteRange)
        } catch {
            throw SigningRefusal.intentDiffers
        }
    }

    /// Builds the CMS from the stored attributes and puts it into its place.
    private static func embed(
        _ signature: [UInt8], into prepared: PreparedSignature, _ intent: SignatureIntent, _ entry: RegisteredCertificate
    ) throws -> (file: [UInt8], cms: [UInt8]) {
        let scheme = intent.attributes.scheme
        do {
            let builder = try CMSBuilder(certificate: entry.certificate, chain: entry.chain, scheme: scheme)
            let digest = prepared.contentDigest(scheme.digestAlgorithm)
            let cms = try builder.build(intent.attributes, contentDigest: digest, signature: signature)
            return (try prepared.embed(cms: cms), cms)
        } catch let error as PKIError where error.code == .keyDoesNotMatch {
            throw SigningRefusal.signatureDoesNotFit
        } catch let error as PKIError where error.code == .intentDiffers {
            throw SigningRefusal.intentDiffers
        }
    }

    private func store(
        _ signed: SignedDocument, _ kept: KeptReport, _ intent: SignatureIntent, _ report: Hoso_Signing_V1_SignatureReport
    ) async throws -> SignedDocument {
        let event = try SigningEvents(tools: self.tools).signed(intent.order, signed, report)
        return try await self.tools.postgres.withTransaction { transaction in
            let requests = SignatureRequestStore(session: transaction)
            let documents = SignedDocumentStore(session: transaction)
            guard var request = try await requests.find(id: intent.id, locked: true) else { throw SigningRefusal.unknownRequest }
            if request.life.state == .completed, let known = try await documents.find(request: intent.id) { return known }
            // Held from here on, so that what is stored as signed was due to be signed.
            try await self.checkSubject(intent, transaction, locked: true)
            try request.life.finish(.completed)
            try await requests.finish(intent.id, .completed, refusal: nil, at: signed.signedAt)
            try await documents.insert(signed)
            _ = try await DocumentReportStore(session: transaction).keep(kept)
            // The document that was signed on top of is looked after in this one from now on.
            let upkeep = UpkeepStore(session: transaction)
            try await upkeep.removeCarried(by: intent.order.document)
            if let task = signed.upkeep { try await upkeep.put(task) }
            try await self.tools.append(event, in: transaction)
            return signed
        }
    }

    /// Ends a request that will not be completed, and tells so; one that somebody else ended stays as it is.
    private func end(_ request: StoredRequest, _ state: RequestState, _ refusal: SigningRefusal) async throws {
        let now = self.tools.clock.now()
        let event = try SigningEvents(tools: self.tools).refused(request.intent.order, refusal)
        try await self.tools.postgres.withTransaction { transaction in
            let requests = SignatureRequestStore(session: transaction)
            guard let current = try await requests.find(id: request.intent.id, locked: true), current.life.state == .prepared else {
                return
            }
            try await requests.finish(request.intent.id, state, refusal: state == .refused ? refusal.english : nil, at: now)
            try await self.tools.append(event, in: transaction)
        }
    }

    private func stored(_ id: Identifier) async throws -> SignedDocument {
        let found = try await self.tools.postgres.withConnection { try await SignedDocumentStore(session: $0).find(request: id) }
        guard let signed = found else { throw StoredValueError("signed_documents.request_id") }
        return signed
    }
}
