import Clocks
import PAdES
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
        let report = try await DocumentJudge(tools: self.tools).report(on: bytes, at: self.tools.clock.now())
        if let fault = report.fault { throw SigningRefusal.documentNotSignable(fault.code.description) }
        let signatures = report.signatures.filter { $0.kind == .signature }
        let made = try await self.tools.postgres.withConnection {
            try await SigningAuthorityStore(session: $0).made(ofCMS: signatures.map(\.cmsSHA256))
        }
        return try self.combine(report, signatures, made, order)
    }

    private func combine(
        _ report: DocumentReport, _ signatures: [JudgedSignature], _ made: [SigningAuthorityStore.Made], _ order: SignatureOrder
    ) throws -> Answer {
        var personal: [SignatureSequence.Personal] = []
        var field: String?
        var hasOrganisation = false
        for signature in signatures {
            guard let own = made.first(where: { $0.cmsSHA256 == signature.cmsSHA256 }) else { continue }
            // A profile that was taken out of the file since then no longer says what case it stood for.
            guard let profile = self.tools.configuration.profiles.all.first(where: { $0.name == own.profile }) else { continue }
            switch profile.signatureCase {
            case .issuedByPerson:
                let isValid = signature.indication == .valid
                personal.append(
                    .init(officer: own.officer, authority: own.authority, signedAt: own.signedAt, isValid: isValid))
                if isValid { field = signature.fieldName }
            case .issuedByOrganisation: hasOrganisation = true
            case .deskCopy, .copyByOrganisation: break
            }
        }
        let sequence = SignatureSequence(
            personal: personal, signatures: signatures.count, hasInvalid: report.signatures.contains { $0.indication == .invalid },
            hasOrganisation: hasOrganisation, number: order.issue.number, isDated: order.issue.date != nil)
        return Answer(sequence: sequence, personalField: field)
    }
}
