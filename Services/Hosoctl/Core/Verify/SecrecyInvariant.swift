import Foundation
import Postgres

/// I12: no secret, identity number or name of an owner in the logs of the installation.
struct SecrecyInvariant: Invariant {
    let id = "I12"
    let title = Words("Nhật ký không lộ bí mật, không có dữ liệu cá nhân", "no secret and no personal data in the logs")
    let unit = Words("dòng nhật ký", "log lines")

    func examine(_ context: VerifyContext) async throws -> InvariantFindings {
        var findings = InvariantFindings()
        guard let installation = context.installation else { return findings }
        let folder = "\(installation)/log"
        guard FileManager.default.fileExists(atPath: folder) else {
            findings.notes.append(Words("không có thư mục \(folder)", "there is no folder \(folder)"))
            return findings
        }
        let search = LogSearch(numbers: try await Self.numbers(context), texts: try await Self.names(context) + Self.secrets(installation))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            try Self.search("\(folder)/\(name)", search, &findings)
        }
        return findings
    }

    /// Reads line by line: logs grow large.
    private static func search(_ path: String, _ search: LogSearch, _ findings: inout InvariantFindings) throws {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        // Read only: closing can lose nothing.
        defer { try? handle.close() }
        var number = 0
        var rest: [UInt8] = []
        while let data = try handle.read(upToCount: 1 << 20), !data.isEmpty {
            rest += data
            let lines = rest.split(separator: 0x0A, omittingEmptySubsequences: false)
            for line in lines.dropLast() {
                number += 1
                Self.judge(line, "\(path):\(number)", search, &findings)
            }
            rest = lines.last.map { Array($0) } ?? []
        }
        if !rest.isEmpty { Self.judge(rest[...], "\(path):\(number + 1)", search, &findings) }
    }

    private static func judge(_ line: ArraySlice<UInt8>, _ place: String, _ search: LogSearch, _ findings: inout InvariantFindings) {
        findings.examined += 1
        guard let kind = search.find(in: line) else { return }
        // What was found is not repeated here: this output may be a log too.
        findings.add(place, "chứa \(kind.vietnamese)", "holds \(kind.english)")
    }

    private static func numbers(_ context: VerifyContext) async throws -> [String] {
        try await context.database.query(
            "SELECT DISTINCT owner_id FROM \(unsafeSQL: context.schemas.table("intake", "dossiers"))"
        ).map { try $0.decode(String.self) }
    }

    private static func names(_ context: VerifyContext) async throws -> [LogSearch.Text] {
        try await context.database.query(
            "SELECT DISTINCT owner_name FROM \(unsafeSQL: context.schemas.table("intake", "dossiers")) WHERE length(owner_name) > 5"
        ).map { LogSearch.Text(kind: Words("tên chủ hồ sơ", "the name of an owner"), bytes: Array(try $0.decode(String.self).utf8)) }
    }

    /// Every password of the installation.
    private static func secrets(_ installation: String) throws -> [LogSearch.Text] {
        let folder = "\(installation)/secrets"
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix("_password") }.map { name in
            LogSearch.Text(kind: Words("mật khẩu \(name)", "the secret \(name)"), bytes: Array(try SecretText.read("\(folder)/\(name)").utf8))
        }
    }
}
