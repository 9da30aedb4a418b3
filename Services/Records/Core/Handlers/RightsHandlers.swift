import Clocks
import Postgres
import RecordsDomain

/// Changes who may read, and has somebody else confirm it (R53).
struct RightsHandlers: Sendable {
    let reading: ReadingGuard

    /// What a change shall be.
    struct Wish: Sendable {
        let id: Identifier
        let subject: RightSubject
        let subjectID: Identifier
        let readers: [String]
        let reason: String
    }

    /// Sets the readers; the same change again changes nothing.
    ///
    /// - Throws: ``RecordsRefusal`` when the officer may neither read nor keeps what it is about; the denial is on record.
    func change(_ wish: Wish, by officerCode: String) async throws -> RightChange {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        let now = self.reading.clock.now()
        let (known, standing) = try await self.reading.postgres.withConnection { connection in
            let rights = RightsStore(session: connection)
            return (try await rights.find(wish.id), try await rights.standing(of: wish.subject, wish.subjectID))
        }
        if let known { return try Self.same(known, wish, officerCode) }
        guard let standing else { throw RecordsRefusal.notFound("\(wish.subject.rawValue) \(wish.subjectID)") }
        guard standing.lets(officerCode) else {
            throw try await self.reading.denial(of: wish.subject, wish.subjectID, for: officerCode, standing)
        }
        return try await self.reading.postgres.withTransaction { transaction in
            let rights = RightsStore(session: transaction)
            guard let before = try await rights.named(of: wish.subject, wish.subjectID) else {
                throw RecordsRefusal.notFound("\(wish.subject.rawValue) \(wish.subjectID)")
            }
            let change = try RightChange(
                id: wish.id, subject: wish.subject, subjectID: wish.subjectID, readersBefore: before, readers: wish.readers,
                reason: wish.reason, by: officerCode, at: now)
            try await rights.append(change)
            return change
        }
    }

    private static func same(_ known: RightChange, _ wish: Wish, _ officerCode: String) throws -> RightChange {
        guard known.subjectID == wish.subjectID, known.readers == Set(wish.readers).sorted(), known.reason == wish.reason,
            known.officerCode == officerCode
        else { throw RecordsRefusal.badValue("changeId", "\(wish.id)") }
        return known
    }

    /// Confirms a change.
    func confirm(_ id: Identifier, by officerCode: String) async throws -> RightChange {
        let now = self.reading.clock.now()
        return try await self.reading.postgres.withTransaction { transaction in
            let rights = RightsStore(session: transaction)
            guard var change = try await rights.find(id, locked: true) else {
                throw RecordsRefusal.notFound("thay đổi quyền / change \(id)")
            }
            try change.confirm(by: officerCode, at: now)
            try await rights.confirm(change)
            return change
        }
    }
}
