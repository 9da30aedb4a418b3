import Postgres
import SigningDomain

/// A person signs while holding a post: in the agency of an outgoing document, in any agency where a paper is copied (R75).
struct SignerPost: Sendable {
    let tools: SigningTools

    /// Refuses a signer without a post today; the denial is kept.
    ///
    /// - Throws: ``SigningRefusal/document(_:)`` or ``SigningRefusal/signerWithoutPost``.
    func check(_ order: SignatureOrder, _ profile: SignatureProfile) async throws {
        // The organisation's certificate names the agency; who lets it sign is the clerk whose step the document waits for.
        guard profile.signer == .person else { return }
        let access = DocumentAccess(tools: self.tools)
        let agency = try await self.tools.postgres.withConnection { try await DocumentStore(session: $0).agency(of: order) }
        do {
            try await access.keeping(order.officer, "sign \(order.subjectKind) \(order.subjectID)") {
                if let agency { return try await access.checkActor(order.officer, in: agency) }
                guard try await access.isEmployed(order.officer) else { throw DocumentRefusal.notEntitled(agency: "") }
            }
        } catch let refusal as DocumentRefusal {
            throw agency == nil ? SigningRefusal.signerWithoutPost : SigningRefusal.document(refusal)
        }
    }
}
