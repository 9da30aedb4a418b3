import Clocks
import Postgres
import RecordsDomain
import ServiceKit

/// Lets read only whom the rights admit; what is refused is explained and kept (R53, R75).
struct ReadingGuard: Sendable {
    let postgres: PostgresClient
    let clock: any UTCClock
    let identifiers: any IdentifierSource

    /// Checks a reading.
    ///
    /// - Throws: ``RecordsRefusal/readingDenied(_:_:)`` with the officers to turn to, after the denial is on record;
    ///   ``RecordsRefusal/notFound(_:)``.
    func check(_ subject: RightSubject, _ id: Identifier, for officerCode: String) async throws {
        let standing = try await self.postgres.withConnection { try await RightsStore(session: $0).standing(of: subject, id) }
        guard let standing else { throw RecordsRefusal.notFound("\(subject.rawValue) \(id)") }
        guard !standing.admits(officerCode) else { return }
        throw try await self.denial(of: subject, id, for: officerCode, standing)
    }

    /// Keeps a denial and says what to tell the caller.
    func denial(
        of subject: RightSubject, _ id: Identifier, for officerCode: String, _ standing: RightsStore.Standing
    ) async throws -> RecordsRefusal {
        let now = self.clock.now()
        try await self.postgres.withConnection {
            try await RightsStore(session: $0).deny(subject, id, to: officerCode, id: self.identifiers.next(), at: now)
        }
        return .readingDenied(subject, askers: standing.keepers)
    }
}
