import Foundation
import Subprocess
import SystemPackage
import TestSupport

/// The seven services with a broker and a database of their own, in a folder that is gone afterwards.
struct Suite: Sendable {
    /// What a program said and how it ended.
    struct Outcome: Sendable {
        let succeeded: Bool
        let output: String
    }

    let directory: String
    let root: String
    private let programs: String
    private let logLevel: String

    /// Starts the suite, runs the body and takes everything down again.
    static func with<Result: Sendable>(
        logLevel: String = "info", _ body: (Suite) async throws -> Result
    ) async throws -> Result {
        let suite = Suite(
            directory: "/tmp/hoso-system-\(UInt32.random(in: 0 ... .max))", root: try Self.environment("HOSO_TEST_ROOT"),
            programs: try Self.environment("HOSO_TEST_BIN"), logLevel: logLevel)
        let outcome: Swift.Result<Result, any Error>
        do {
            try await suite.script("deploy/local/suite", "up", suite.directory)
            outcome = .success(try await body(suite))
        } catch {
            outcome = .failure(error)
        }
        _ = try await suite.run("\(suite.root)/deploy/local/suite", ["remove", suite.directory])
        return try outcome.get()
    }

    private static func environment(_ name: String) throws -> String {
        guard let value = ProcessInfo.processInfo.environment[name] else {
            throw SuiteFailure(what: "\(name) is not set; run `make test`", output: "")
        }
        return value
    }

    /// Runs hosoctl against this suite.
    func hosoctl(_ arguments: String...) async throws -> Outcome { try await self.hosoctl(arguments) }

    /// Runs hosoctl against this suite.
    func hosoctl(_ arguments: [String]) async throws -> Outcome {
        try await self.run("/bin/bash", ["-c", ". \(self.directory)/env && exec \(self.programs)/hosoctl \"$@\"", "hosoctl"] + arguments)
    }

    /// Runs a script of the checkout and fails when it does.
    func script(_ path: String, _ arguments: String...) async throws {
        let outcome = try await self.run("\(self.root)/\(path)", arguments)
        guard outcome.succeeded else { throw SuiteFailure(what: "\(path) \(arguments.joined(separator: " "))", output: outcome.output) }
    }

    /// Every line all services have logged so far.
    func logs() throws -> String {
        let folder = "\(self.directory)/log"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }.joined()
    }

    /// The address of the gateway.
    func gatewayURL() async throws -> String {
        try await self.run("/bin/bash", ["-c", ". \(self.directory)/env && printf %s \"$HOSO_GATEWAY_URL\""]).output
    }

    /// Fetches something from the gateway.
    func fetch(_ path: String) async throws -> String {
        let outcome = try await self.run("/usr/bin/curl", ["-fsS", "-m", "20", try await self.gatewayURL() + path])
        guard outcome.succeeded else { throw SuiteFailure(what: "GET \(path)", output: outcome.output) }
        return outcome.output
    }

    func run(_ program: String, _ arguments: [String]) async throws -> Outcome {
        let result = try await Subprocess.run(
            .path(.init(program)), arguments: Arguments(arguments),
            environment: .inherit.updating(["HOSO_BIN": self.programs, "HOSO_LOG_LEVEL": self.logLevel]),
            output: .string(limit: 4 << 20), error: .combinedWithOutput)
        return Outcome(succeeded: result.terminationStatus.isSuccess, output: result.standardOutput)
    }
}
