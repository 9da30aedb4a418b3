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

    /// Checks the reading of a record with everything in it, as who takes it out does.
    ///
    /// - Throws: As above, for the record or the first document that is closed.
    func check(whole record: Identifier, for officerCode: String) async throws {
        try await self.check(.record, record, for: officerCode)
        let closed = try await self.postgres.withConnection {
            try await FileRightsStore(session: $0).closedDocument(of: record, for: officerCode)
        }
        if let closed { try await self.check(.document, closed, for: officerCode) }
    }

    /// Checks the reading of a stored file; one of several documents that have it is enough.
    ///
    /// - Returns: Whether anything here has the file.
    /// - Throws: ``RecordsRefusal/readingDenied(_:_:)``, as above.
    func check(file sha256: [UInt8], for officerCode: String) async throws -> Bool {
        let holders = try await self.postgres.withConnection {
            try await FileRightsStore(session: $0).holders(of: sha256, for: officerCode)
        }
        guard let first = holders.first, !first.isOpen else { return !holders.isEmpty }
        let standing = try await self.postgres.withConnection { try await RightsStore(session: $0).standing(of: first.subject, first.id) }
        guard let standing else { throw RecordsRefusal.notFound("\(first.subject.rawValue) \(first.id)") }
        throw try await self.denial(of: first.subject, first.id, for: officerCode, standing)
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
