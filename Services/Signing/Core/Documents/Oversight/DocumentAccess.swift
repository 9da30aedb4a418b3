import Clocks
import Postgres
import ServiceKit
import SigningDomain

/// Asks whether somebody may do something with the documents of an agency; a denial is kept (R75).
///
/// Who does what is the process's word, but nobody acts, reads or is given work without a post in the directory.
struct DocumentAccess: Sendable {
    /// Roles of those to whom a document is given for approval and signature: heads, deputies and who signs by order.
    static let signing: Set<String> = ["leader", "unitHead"]

    let tools: SigningTools

    /// Runs a body and keeps a denial that it ends with.
    ///
    /// - Parameter subject: What was asked for, in a few words.
    func keeping<Result: Sendable>(_ officer: String, _ subject: String, _ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let refusal as DocumentRefusal where refusal.isDenial {
            let now = self.tools.clock.now()
            try await self.tools.postgres.withConnection {
                try await OversightStore(session: $0).deny(officer, subject, at: now)
            }
            throw refusal
        }
    }

    /// The agency's newest process, if the rule holds for it and the reader holds a post.
    ///
    /// - Parameter rule: Whether the process lets the officer.
    /// - Throws: ``DocumentRefusal/processUnknown(agency:)``, ``DocumentRefusal/notVisible``.
    @discardableResult
    func process(of agency: String, for reader: String, _ rule: (DocumentProcess) -> Bool) async throws -> DocumentProcess {
        let found = try await self.tools.postgres.withConnection { try await DocumentProcessStore(session: $0).newest(agency: agency) }
        guard let process = found else { throw DocumentRefusal.processUnknown(agency: agency) }
        guard rule(process), try await self.isEmployed(reader) else { throw DocumentRefusal.notVisible }
        return process
    }

    /// Whether somebody holds any post today.
    func isEmployed(_ officer: String) async throws -> Bool { try await !self.held(by: officer).isEmpty }

    /// Refuses an actor without a post in the agency today.
    ///
    /// - Throws: ``DocumentRefusal/notEntitled(agency:)``.
    func checkActor(_ officer: String, in agency: String) async throws {
        guard try await self.held(by: officer).contains(where: { $0.isWithin(agency) }) else {
            throw DocumentRefusal.notEntitled(agency: agency)
        }
    }

    /// Refuses an actor who is neither administrator nor a leader of the agency.
    ///
    /// - Parameter leaver: Who may hand over his own work all the same.
    /// - Throws: ``DocumentRefusal/notEntitled(agency:)``.
    func checkAdministrator(_ officer: String, of agency: String, leaver: String = "") async throws {
        let posts = try await self.held(by: officer)
        guard posts.administers(agency) || (officer == leaver && posts.contains { $0.isWithin(agency) }) else {
            throw DocumentRefusal.notEntitled(agency: agency)
        }
    }

    /// Refuses to give work to people without a post in the agency today.
    ///
    /// - Parameter roles: Roles one of which the post must have; empty = any.
    /// - Throws: ``DocumentRefusal/withoutPost(officer:agency:)``.
    func checkTakers(_ officers: some Sequence<String>, in agency: String, roles: Set<String> = []) async throws {
        for officer in officers {
            let fits = try await self.held(by: officer).contains { $0.isWithin(agency) && (roles.isEmpty || roles.contains($0.role)) }
            guard fits else { throw DocumentRefusal.withoutPost(officer: officer, agency: agency) }
        }
    }

    private func held(by officer: String) async throws -> [OfficerPost] {
        try await self.tools.posts.held(by: officer, on: self.tools.clock.now().vietnamDate)
    }
}
