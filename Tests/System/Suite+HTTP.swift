import Foundation

/// Talking to the gateway as a stranger would.
extension Suite {
    /// Sends a request.
    ///
    /// - Parameters:
    ///   - json: The body, as JSON.
    ///   - file: Path of a file that is the body.
    ///   - key: The idempotency key.
    ///   - officer: Who acts; nil = nobody is named.
    ///   - headers: Further headers.
    func http(
        _ method: String, _ path: String, json: String? = nil, file: String? = nil, key: String? = nil,
        officer: String? = "HS0031", headers: [String] = []
    ) async throws -> HTTPAnswer {
        var arguments = ["-sS", "-m", "60", "-X", method, "-w", "\n%{http_code}", "-H", "Expect:"]
        if let officer { arguments += ["-H", "X-Hoso-Officer: \(officer)"] }
        if let json { arguments += ["-H", "Content-Type: application/json", "--data-binary", json] }
        if let file { arguments += ["-H", "Content-Type: application/pdf", "--data-binary", "@\(file)"] }
        if let key { arguments += ["-H", "Idempotency-Key: \(key)"] }
        for header in headers { arguments += ["-H", header] }
        let outcome = try await self.run("/usr/bin/curl", arguments + [try await self.gatewayURL() + path])
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        let body = lines.dropLast().joined(separator: "\n")
        return HTTPAnswer(status: lines.last.flatMap { Int($0) } ?? 0, body: body)
    }

    /// Looks again until something is so.
    ///
    /// - Throws: ``SuiteFailure`` when it is not so after two minutes.
    func until(_ what: String, _ isSo: () async throws -> Bool) async throws {
        let limit = ContinuousClock.now + .seconds(120)
        while try await !isSo() {
            guard ContinuousClock.now < limit else { throw SuiteFailure(what: "waiting for: \(what)", output: "") }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// A variable of the installation.
    func value(_ name: String) async throws -> String {
        try await self.run("/bin/bash", ["-c", ". \(self.directory)/env && printf %s \"$\(name)\""]).output
    }

    /// Runs SQL as the owner of the cluster.
    func sql(_ statement: String) async throws -> String {
        let script = """
            . \(self.directory)/env
            export PGPASSWORD=$(cat \(self.directory)/secrets/database_admin_password)
            exec psql -X -h 127.0.0.1 -p "$HOSO_DATABASE_PORT" -U hoso_admin -d hoso -v ON_ERROR_STOP=1 -Atc "$1"
            """
        let outcome = try await self.run("/bin/bash", ["-c", script, "sql", statement])
        guard outcome.succeeded else { throw SuiteFailure(what: statement, output: outcome.output) }
        return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// What the demonstration remembers under a name; nil when it does not know it yet.
    func remembered(_ name: String) throws -> String? {
        struct Journal: Decodable { let facts: [String: String] }
        let path = "\(self.directory)/demo.json"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try JSONDecoder().decode(Journal.self, from: Data(contentsOf: URL(fileURLWithPath: path))).facts[name]
    }

    /// Kills a service with -9 and starts it again.
    func restart(_ service: String) async throws {
        try await self.script("deploy/local/suite", "kill", self.directory, service)
        try await self.script("deploy/local/suite", "start", self.directory, service)
    }

    /// Kills the broker or the database and starts it again.
    func restart(stack part: String) async throws {
        try await self.script("deploy/local/stack", "kill-\(part)", "\(self.directory)/stack")
        try await self.script("deploy/local/stack", "start-\(part)", "\(self.directory)/stack")
    }

    /// Has the broker close every connection of a service; returns how many there were.
    func breakConnections(of service: String) async throws -> Int {
        let stack = "\(self.directory)/stack"
        let program = "\(self.root)/deploy/local/stack"
        let list = try await self.run(program, ["ctl", stack, "-q", "list_connections", "pid", "user"])
        let ids = list.output.split(separator: "\n").compactMap { line -> String? in
            let parts = line.split(separator: "\t")
            return parts.count == 2 && parts[1] == "hoso-\(service)" ? String(parts[0]) : nil
        }
        for id in ids { _ = try await self.run(program, ["ctl", stack, "-q", "close_connection", id, "test"]) }
        return ids.count
    }
}
