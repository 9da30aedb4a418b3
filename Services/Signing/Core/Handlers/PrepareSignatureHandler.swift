import BlobStore
import Clocks
import Foundation
import PDF
import PKI
import Postgres
import SigningDomain

/// Prepares a signature: asks the signer rules, writes the revision with its empty place, stores the intent, and only
/// then lets the digest out (R35, R38).
struct PrepareSignatureHandler: Sendable {
    /// Timestamps of public authorities have five to seven kilobytes. Unit: bytes.
    static let timestampRoomBytes = 8_192

    let tools: SigningTools

    /// Prepares a signature; the same order under the same key gives the same answer.
    ///
    /// - Throws: ``SigningRefusal``; refusals that concern signer or document are also announced as an event.
    func handle(_ order: SignatureOrder) async throws -> SignatureIntent {
        if let known = try await self.known(order) { return known }
        do {
            return try await self.prepare(order)
        } catch let refusal as SigningRefusal where refusal.isAnnounced {
            let event = try SigningEvents(tools: self.tools).refused(order, refusal)
            try await self.tools.postgres.withTransaction { try await self.tools.append(event, in: $0) }
            throw refusal
        }
    }

    private func known(_ order: SignatureOrder) async throws -> SignatureIntent? {
        let found = try await self.tools.postgres.withConnection {
            try await SignatureRequestStore(session: $0).find(idempotencyKey: order.idempotencyKey)
        }
        guard let request = found else { return nil }
        guard request.fingerprint == order.fingerprint else { throw SigningRefusal.keyReused }
        return request.intent
    }

    private func prepare(_ order: SignatureOrder) async throws -> SignatureIntent {
        let now = self.tools.clock.now()
        let profile = try self.tools.configuration.profiles.named(order.profile, for: order.subjectKind)

        try await CopySignatureHandler(tools: self.tools).check(order, profile)

        // Step 1: the right person, purpose and validity, before anything is hashed (R35).
        guard let entry = try await self.tools.certificate(order.certificateSHA256) else { throw SigningRefusal.unknownCertificate }
        let standing = try await CertificateChecking(tools: self.tools).standing(of: entry)
        try entry.facts(trust: self.tools.configuration.trust, at: now, revokedSince: standing?.revokedSince).check(officer: order.officer, profile: profile, at: now)
        try await SignerPost(tools: self.tools).check(order, profile)
        var authority = order.issue.authority
        if profile.signatureCase == .issuedByPerson {
            authority = try await DelegationHandler(tools: self.tools).authority(authority, for: order, at: now)
        }
        guard let scheme = SignatureScheme.preferred(for: entry.certificate.key) else { throw SigningRefusal.weakKey }

        // Step 2: the right place in the order of signatures (R34); nothing is put on top of what is not valid (V-22).
        let document = try await self.document(order.document, profile: profile)
        let reading = try await SequenceReading(tools: self.tools).read(document, order: order)
        try reading.sequence.check(next: profile.signatureCase)
        try await self.tools.postgres.withConnection { connection in
            let subject = SubjectCheck(session: connection)
            try await subject.check(order, as: profile.signatureCase)
            try await subject.checkForm(order)
        }
        let appearance = try await self.appearance(order, entry, profile, reading.personalField, at: now)

        // Step 3: the revision with its empty place; not one byte of the document changes (R37).
        let builder = try CMSBuilder(certificate: entry.certificate, chain: entry.chain, scheme: scheme)
        // Room for a timestamp too, which may come years later: the place of a signature cannot grow.
        let room = builder.reservedBytes + (profile.level > .basic ? Self.timestampRoomBytes : 0)
        var request = SignatureRequest(
            appearance: appearance, signedAt: now, signerName: entry.certificate.subject.commonName,
            digestMethod: scheme.digestAlgorithm.nameInPDF, reservedBytes: room)
        // Only the first signature of a document can certify it; a later one by the same profile approves.
        if reading.sequence.signatures == 0 { request.certification = profile.certification.map(CertifiedChanges.init) }
        let prepared = try self.revision(of: document, request)
        let digest = prepared.contentDigest(scheme.digestAlgorithm)
        let attributes = try builder.signedAttributes(contentDigest: digest)

        // Step 4: the intent is stored before the digest is handed out.
        let reference = try await self.tools.blobs.put(prepared.bytes)
        let intent = SignatureIntent(
            id: self.tools.identifiers.next(), order: order, prepared: reference, byteRange: prepared.byteRange,
            attributes: attributes, preparedAt: now, expiresAt: now + self.tools.configuration.requestLifetime)
        let isNew = try await self.insert(intent, profile, authority)
        guard isNew else {
            // Somebody else was faster with the same key.
            guard let known = try await self.known(order) else { throw SigningRefusal.keyReused }
            return known
        }
        return intent
    }

    private func insert(_ intent: SignatureIntent, _ profile: SignatureProfile, _ authority: SigningAuthority) async throws -> Bool {
        try await self.tools.postgres.withTransaction { transaction in
            guard try await SignatureRequestStore(session: transaction).insert(intent) else { return false }
            let issue = intent.order.issue
            if [.issuedByPerson, .issuedByOrganisation].contains(profile.signatureCase) {
                try await SigningAuthorityStore(session: transaction).insert(
                    authority, number: issue.number, date: issue.date, request: intent.id)
            }
            return true
        }
    }

    private func document(_ reference: BlobReference, profile: SignatureProfile) async throws -> [UInt8] {
        let bytes = try await self.tools.document(reference)
        guard !profile.demandsPDFA || SigningTools.claimsPDFA(bytes) else { throw SigningRefusal.documentNotPDFA }
        return bytes
    }

    private func appearance(
        _ order: SignatureOrder, _ entry: RegisteredCertificate, _ profile: SignatureProfile, _ field: String?, at now: UTCInstant
    ) async throws -> SignatureAppearance {
        var image: [UInt8]?
        if profile.image != nil, let reference = order.issue.image { image = try await self.tools.document(reference) }
        return try ProfileAppearance(profile: profile, font: self.tools.configuration.font).appearance(
            subject: entry.certificate.subject, at: now, issue: order.issue, image: image, personalField: field)
    }

    private func revision(of document: [UInt8], _ request: SignatureRequest) throws(SigningRefusal) -> PreparedSignature {
        do {
            return try SignaturePreparation.prepare(document, request)
        } catch {
            throw .documentNotSignable(error.code.description)
        }
    }
}
