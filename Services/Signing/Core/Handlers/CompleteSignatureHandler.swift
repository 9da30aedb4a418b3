import BlobStore
import Clocks
import HosoProto
import PDF
import PKI
import Postgres
import SigningDomain
import SwiftProtobuf

/// Completes a signature in the order of an authority that issues: compare with the stored intent, embed, read the
/// verdict back from the finished file, and only then store and announce.
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
        let prepared = try await self.prepared(intent)
        let (file, cms) = try Self.embed(signature, into: prepared, intent, entry)
        let now = self.tools.clock.now()
        let verdict = try self.verdict(over: file, cms: cms, by: entry, at: now)
        let report = SigningWire.message(verdict, holder: entry.holder)
        let signed = SignedDocument(
            request: intent.id, document: try await self.tools.blobs.put(file), cmsSHA256: verdict.cmsSHA256, signedAt: now,
            verdict: verdict.indication, report: try report.serializedBytes(), path: verdict.report.path.map { $0.derBytes })
        return try await self.store(signed, intent, report)
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
            let digest = scheme.digestAlgorithm.digest(prepared.coveredPieces)
            let cms = try builder.build(intent.attributes, contentDigest: digest, signature: signature)
            return (try prepared.embed(cms: cms), cms)
        } catch let error as PKIError where error.code == .keyDoesNotMatch {
            throw SigningRefusal.signatureDoesNotFit
        } catch let error as PKIError where error.code == .intentDiffers {
            throw SigningRefusal.intentDiffers
        }
    }

    /// Reads the finished file as a stranger would and asks that exactly this signature is valid in it (R36).
    private func verdict(
        over file: [UInt8], cms: [UInt8], by entry: RegisteredCertificate, at now: UTCInstant
    ) throws -> DocumentVerdict {
        let fingerprint = DigestAlgorithm.sha256.digest(cms)
        let map = try RevisionMap(PDFDocument(bytes: file))
        let verdicts = DocumentJudge(trust: self.tools.configuration.trust, now: now)
            .verdicts(over: file, map, recorded: [fingerprint: now])
        guard let verdict = verdicts.last, verdict.cmsSHA256 == fingerprint, verdict.coversWholeFile,
            verdict.report.signer == entry.certificate
        else { throw SigningRefusal.resultNotValid("the signature is not where it was put") }
        guard verdict.indication == .valid else {
            throw SigningRefusal.resultNotValid(verdict.subIndication?.rawValue ?? verdict.indication.rawValue)
        }
        return verdict
    }

    private func store(
        _ signed: SignedDocument, _ intent: SignatureIntent, _ report: Hoso_Signing_V1_SignatureReport
    ) async throws -> SignedDocument {
        let event = try SigningEvents(tools: self.tools).signed(intent.order, signed, report)
        return try await self.tools.postgres.withTransaction { transaction in
            let requests = SignatureRequestStore(session: transaction)
            let documents = SignedDocumentStore(session: transaction)
            guard var request = try await requests.find(id: intent.id, locked: true) else { throw SigningRefusal.unknownRequest }
            if request.life.state == .completed, let known = try await documents.find(request: intent.id) { return known }
            try request.life.finish(.completed)
            try await requests.finish(intent.id, .completed, refusal: nil, at: signed.signedAt)
            try await documents.insert(signed)
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
