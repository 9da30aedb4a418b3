import Clocks
import DigitizationDomain
import ServiceKit

/// What a person should know before confirming: who waits, what is doubtful, what the printed code says (R30).
struct FieldCheckHandler: Sendable {
    /// The answer.
    struct Check: Hashable, Sendable {
        let verdict: CodeVerdict
        let codes: [String]
        /// Doubts about the proposals, were they confirmed as they are; or those of the one who waits.
        let doubts: [FieldDoubt]
        let pending: PendingConfirmation?
    }

    let confirmations: ConfirmationStore
    let extract: ExtractFieldsHandler
    let policy: ConfirmationPolicy
    let layout: CodeLayout

    func handle(_ id: Identifier) async throws -> Check {
        guard let paper = try await self.extract.store.paper(id) else { throw HosoFailure.paperNotFound }
        do { try paper.check(.propose) } catch { throw error.failure }
        let proposals = try await self.extract.proposals(paper)
        let codes = try await self.confirmations.codes(id)
        let pending = try await self.confirmations.last(id)
        let verdict = CodeVerdict(payloads: codes, layout: self.layout, fields: pending?.fields ?? proposals, ownerID: paper.parts.ownerID)
        let doubts = self.policy.doubts(
            paperType: paper.parts.paperTypeCode, proposals: proposals, confirmed: proposals, verdict: verdict)
        return Check(verdict: verdict, codes: codes, doubts: pending?.doubts ?? doubts, pending: pending)
    }
}
