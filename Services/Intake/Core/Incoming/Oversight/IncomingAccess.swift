import Clocks
import IntakeDomain
import Postgres
import ServiceKit

/// Asks whether somebody may do something with incoming documents; a denial is kept (R75).
///
/// Who does what is the reception's word, but nobody acts or is given work without a post in the directory.
struct IncomingAccess: Sendable {
    let postgres: PostgresClient
    let posts: OfficerPosts
    let clock: any UTCClock

    /// Runs a body and keeps a denial that it ends with.
    ///
    /// - Parameter subject: What was asked for, in a few words.
    func keeping<Result: Sendable>(_ officer: String, _ subject: String, _ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let refusal as IncomingRefusal where refusal.isDenial {
            let now = self.clock.now()
            try await self.postgres.withConnection {
                _ = try await $0.query(
                    "INSERT INTO incoming_denials (officer_code, subject, denied_at) VALUES (\(officer), \(subject), \(now))")
            }
            throw refusal
        }
    }

    /// The agency's newest reception, if the rule holds for it and the reader holds a post.
    ///
    /// - Throws: ``IncomingRefusal/receptionUnknown(agency:)``, ``IncomingRefusal/notVisible``.
    @discardableResult
    func reception(of agency: String, for reader: String, _ rule: (Reception) -> Bool) async throws -> Reception {
        let found = try await self.postgres.withConnection { try await ReceptionStore(session: $0).newest(agency: agency) }
        guard let reception = found else { throw IncomingRefusal.receptionUnknown(agency: agency) }
        guard rule(reception), try await self.isEmployed(reader) else { throw IncomingRefusal.notVisible }
        return reception
    }

    /// Whether somebody holds any post today.
    func isEmployed(_ officer: String) async throws -> Bool { try await !self.held(by: officer).isEmpty }

    /// Refuses an actor without a post in the agency today.
    ///
    /// - Throws: ``IncomingRefusal/notEntitled(agency:)``.
    func checkActor(_ officer: String, in agency: String) async throws {
        guard try await self.held(by: officer).contains(where: { $0.isWithin(agency) }) else {
            throw IncomingRefusal.notEntitled(agency: agency)
        }
    }

    /// Refuses an actor who is neither administrator nor a leader of the agency.
    ///
    /// - Parameter leaver: Who may hand over his own work all the same.
    /// - Throws: ``IncomingRefusal/notEntitled(agency:)``.
    func checkAdministrator(_ officer: String, of agency: String, leaver: String = "") async throws {
        let posts = try await self.held(by: officer)
        guard posts.administers(agency) || (officer == leaver && posts.contains { $0.isWithin(agency) }) else {
            throw IncomingRefusal.notEntitled(agency: agency)
        }
    }

    /// Refuses to give work to people without a post in the agency today.
    ///
    /// - Throws: ``IncomingRefusal/withoutPost(officer:agency:)``.
    func checkTakers(_ officers: some Sequence<String>, in agency: String) async throws {
        for officer in officers {
            guard try await self.held(by: officer).contains(where: { $0.isWithin(agency) }) else {
                throw IncomingRefusal.withoutPost(officer: officer, agency: agency)
            }
        }
    }

    private func held(by officer: String) async throws -> [OfficerPost] {
        try await self.posts.held(by: officer, on: self.clock.now().vietnamDate)
    }
}
