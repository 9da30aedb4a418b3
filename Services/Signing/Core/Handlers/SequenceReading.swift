import Clocks
import PDF
import PKI
import Postgres
import SigningDomain

/// Reads from a document and from what this service recorded how far its signing has come (R34).
struct SequenceReading: Sendable {
    let tools: SigningTools

    /// What the document bears, and whose field a seal is to be put over.
    struct Answer: Sendable {
        let sequence: SignatureSequence
        /// Name of the field of the last valid personal signature.
        let personalField: String?
    }

    /// Judges all signatures of the document and adds who made them by which right.
    ///
    /// - Throws: ``SigningRefusal/documentNotSignable(_:)`` when the file cannot be read as PDF.
    func read(_ bytes: [UInt8], order: SignatureOrder) async throws -> Answer {
        let map: RevisionMap
        do {
            map = try RevisionMap(PDFDocument(bytes: bytes))
        } catch {
            throw SigningRefusal.documentNotSignable(error.code.description)
        }
        let fingerprints = DocumentJudge.fingerprints(in: map)
        let (times, made) = try await self.tools.postgres.withConnection { connection in
            (
                try await SignedDocumentStore(session: connection).times(ofCMS: fingerprints),
                try await SigningAuthorityStore(session: connection).made(ofCMS: fingerprints)
            )
        }
        let verdicts = DocumentJudge(trust: self.tools.configuration.trust, now: self.tools.clock.now())
            .verdicts(over: bytes, map, recorded: times)
        return try self.combine(verdicts, map, made, order)
    }

    private func combine(
        _ verdicts: [DocumentVerdict], _ map: RevisionMap, _ made: [SigningAuthorityStore.Made], _ order: SignatureOrder
    ) throws -> Answer {
        var personal: [SignatureSequence.Personal] = []
        var field: String?
        var hasOrganisation = false
        for (verdict, signature) in zip(verdicts, map.signatures) {
            guard let own = made.first(where: { $0.cmsSHA256 == verdict.cmsSHA256 }) else { continue }
            // A profile that was taken out of the file since then no longer says what case it stood for.
            guard let profile = self.tools.configuration.profiles.all.first(where: { $0.name == own.profile }) else { continue }
            switch profile.signatureCase {
            case .issuedByPerson:
                let isValid = verdict.indication == .valid
                personal.append(
                    .init(officer: own.officer, authority: own.authority, signedAt: own.signedAt, isValid: isValid))
                if isValid { field = signature.fieldName }
            case .issuedByOrganisation: hasOrganisation = true
            case .deskCopy, .copyByOrganisation: break
            }
        }
        let sequence = SignatureSequence(
            personal: personal, signatures: verdicts.count, hasInvalid: verdicts.contains { $0.indication == .invalid },
            hasOrganisation: hasOrganisation, number: order.issue.number, isDated: order.issue.date != nil)
        return Answer(sequence: sequence, personalField: field)
    }
}
