import Clocks
import Foundation
import Postgres

/// I1: what a client was promised is there: each dossier once, with its code and its idempotency key, and each paper.
///
/// The client is the demonstration; its journal is on disk before the next request is sent.
struct PromisesInvariant: Invariant {
    let id = "I1"
    let title = Words("Điều đã hứa với máy khách vẫn còn", "what a client was promised is there")
    let unit = Words("lời hứa", "promises")

    func examine(_ context: VerifyContext) async throws -> InvariantFindings {
        var findings = InvariantFindings()
        guard let installation = context.installation else { return findings }
        let path = "\(installation)/demo.json"
        guard FileManager.default.fileExists(atPath: path) else {
            findings.notes.append(Words("không có nhật ký máy khách \(path)", "there is no journal of a client"))
            return findings
        }
        let journal = try ClientJournal(path: path)
        for dossier in journal.dossiers { try await Self.check(dossier, context, &findings) }
        for paper in journal.papers { try await Self.check(paper: paper, context, &findings) }
        return findings
    }

    private static func check(
        _ promise: ClientJournal.Dossier, _ context: VerifyContext, _ findings: inout InvariantFindings
    ) async throws {
        findings.examined += 1
        let (sameCode, sameID, keys) = try await context.database.query(
            """
            SELECT
                (SELECT count(*) FROM \(unsafeSQL: context.schemas.table("intake", "dossiers")) WHERE code = \(promise.code)),
                (SELECT count(*) FROM \(unsafeSQL: context.schemas.table("intake", "dossiers"))
                 WHERE code = \(promise.code) AND id = \(promise.id)),
                (SELECT count(*) FROM \(unsafeSQL: context.schemas.table("intake", "idempotency_keys"))
                 WHERE idempotency_key = \(promise.key))
            """
        ).decodeOnly((Int64, Int64, Int64).self)
        if sameCode != 1 || sameID != 1 {
            findings.add(
                promise.code, "đã hứa với máy khách nhưng có \(sameID) hồ sơ", "promised to a client, but there are \(sameID) such dossiers")
        }
        if keys != 1 {
            findings.add(promise.code, "khóa chống trùng \(promise.key) không còn", "its idempotency key \(promise.key) is gone")
        }
    }

    private static func check(
        paper: Identifier, _ context: VerifyContext, _ findings: inout InvariantFindings
    ) async throws {
        findings.examined += 1
        let count = try await context.database.query(
            "SELECT count(*) FROM \(unsafeSQL: context.schemas.table("digitization", "papers")) WHERE id = \(paper)"
        ).decodeOnly(Int64.self)
        if count != 1 {
            findings.add("\(paper)", "giấy tờ đã nhận nhưng không còn", "the paper was taken in, but is not there")
        }
    }
}
