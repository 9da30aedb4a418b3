import Foundation
import Logging
import Postgres
import Subprocess

/// A PostgreSQL of a test's own, reached over its Unix socket, that may be stopped without hurting other tests.
struct PrivateCluster {
    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    let directory: String
    private let binaries: String
    private let isRoot = getuid() == 0

    /// Runs a test with a cluster, which is removed afterwards.
    ///
    /// - Parameters:
    ///   - settings: Makes lines for `postgresql.conf`; gets the folder, in which it may put files for the server.
    ///   - body: The test.
    static func withCluster<Result: Sendable>(
        settings: (_ directory: String) async throws -> [String] = { _ in [] },
        _ body: (PrivateCluster) async throws -> Result
    ) async throws -> Result {
        let versions = try FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql").compactMap(Int.init)
        guard let version = versions.max() else { throw Failed(description: "PostgreSQL is not installed") }
        let cluster = PrivateCluster(
            directory: "/tmp/hoso-pg-\(UInt32.random(in: .min ... .max))", binaries: "/usr/lib/postgresql/\(version)/bin")
        do {
            try await cluster.create(settings: settings)
            let result = try await body(cluster)
            try await cluster.remove()
            return result
        } catch {
            try? await cluster.remove()
            throw error
        }
    }

    var configuration: PostgresConfiguration {
        PostgresConfiguration(host: self.directory, database: "postgres", username: "hoso", maximumConnections: 4)
    }

    private func create(settings: (String) async throws -> [String]) async throws {
        try FileManager.default.createDirectory(atPath: self.directory, withIntermediateDirectories: false)
        let settings = try await settings(self.directory)
        if self.isRoot { try await Self.run("/bin/chown", ["-R", "postgres", self.directory]) }
        try await self.asPostgres(
            "initdb", ["-D", "\(self.directory)/data", "-U", "hoso", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"])
        let lines = ["listen_addresses = ''", "unix_socket_directories = '\(self.directory)'", "shared_buffers = '16MB'"]
        let file = "\(self.directory)/data/postgresql.conf"
        let text = try String(contentsOfFile: file, encoding: .utf8) + (lines + settings).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try await self.start()
    }

    func start() async throws {
        try await self.asPostgres("pg_ctl", ["-D", "\(self.directory)/data", "-l", "\(self.directory)/log", "-w", "-t", "300", "start"])
    }

    /// - Parameter mode: `fast` tells the sessions, `immediate` is a crash.
    func stop(mode: String) async throws {
        try await self.asPostgres("pg_ctl", ["-D", "\(self.directory)/data", "-m", mode, "-w", "stop"])
    }

    private func remove() async throws {
        try? await self.stop(mode: "immediate")
        try FileManager.default.removeItem(atPath: self.directory)
    }

    /// PostgreSQL refuses to run as root; root lends it the postgres user.
    private func asPostgres(_ name: String, _ arguments: [String]) async throws {
        let binary = "\(self.binaries)/\(name)"
        if self.isRoot {
            try await Self.run("/usr/sbin/runuser", ["-u", "postgres", "--", binary] + arguments)
        } else {
            try await Self.run(binary, arguments)
        }
    }

    static func run(_ executable: String, _ arguments: [String]) async throws {
        let result = try await Subprocess.run(
            .name("env"), arguments: Arguments(["--chdir=/", executable] + arguments), output: .discarded,
            error: .discarded)
        guard result.terminationStatus.isSuccess else {
            throw Failed(description: "\(executable) \(arguments) ended with \(result.terminationStatus)")
        }
    }
}
