import AMQP
import Foundation
import Postgres
import TestSupport
import Testing

@testable import ServiceKit

@Suite struct ConfigurationTests {
    /// A configuration in which nothing is missing, with the password in a file.
    private func environment(_ folder: String) throws -> [String: String] {
        let secret = "\(folder)/password"
        try "s3cret\n".write(toFile: secret, atomically: true, encoding: .utf8)
        return [
            "HOSO_DATABASE_HOST": "db", "HOSO_DATABASE_USER": "hoso_intake", "HOSO_DATABASE_PASSWORD_FILE": secret,
            "HOSO_BROKER_HOST": "mq", "HOSO_BROKER_USER": "hoso-intake", "HOSO_BROKER_PASSWORD_FILE": secret,
            "HOSO_BLOBS_DIRECTORY": folder, "PATH": "/bin",
        ]
    }

    private func read(
        _ environment: [String: String], arguments: [String] = [], settings: [any AnySetting] = []
    ) async throws -> (HostConfiguration, ConfigurationReport) {
        let sources = try await ConfigurationSources(arguments: arguments, environment: environment)
        return try HostConfiguration.read(name: "intake", settings: settings, usesDatabase: true, from: sources)
    }

    @Test func `what is set is read and the rest has defaults`() async throws {
        try await TemporaryDirectory.with { folder in
            let (configuration, _) = try await self.read(self.environment(folder))

            #expect(configuration.database?.host == "db")
            #expect(configuration.database?.password == "s3cret")
            #expect(configuration.database?.searchPath == "intake")
            #expect(configuration.broker.port == 5672)
            #expect(configuration.drain == .seconds(20))
        }
    }

    @Test func `every fault is told at once with its source`() async throws {
        try await TemporaryDirectory.with { folder in
            var environment = try self.environment(folder)
            environment["HOSO_DATABASE_HOST"] = nil
            environment["HOSO_BROKER_PORT"] = "70000"
            environment["HOSO_BROKER_PASSWORD_FILE"] = "\(folder)/nowhere"
            environment["HOSO_BRKER_HOST"] = "mq"

            let error = try await #require(throws: ConfigurationError.self) { try await self.read(environment) }

            #expect(error.faults.map(\.key) == ["HOSO_BRKER_HOST", "broker.password.file", "broker.port", "database.host"])
            #expect(error.faults.last?.got == "nothing")
        }
    }

    @Test func `an argument is stronger than the environment and the environment than the file`() async throws {
        try await TemporaryDirectory.with { folder in
            let file = "\(folder)/intake.yaml"
            try "admin:\n  port: \"7001\"\ndatabase:\n  port: \"7002\"\nbroker:\n  port: \"7003\"\n"
                .write(toFile: file, atomically: true, encoding: .utf8)
            var environment = try self.environment(folder)
            environment["HOSO_CONFIG_FILE"] = file
            environment["HOSO_DATABASE_PORT"] = "7012"
            environment["HOSO_BROKER_PORT"] = "7013"

            let (configuration, _) = try await self.read(environment, arguments: ["--broker-port", "7023"])

            #expect(configuration.adminPort == 7001)
            #expect(configuration.database?.port == 7012)
            #expect(configuration.broker.port == 7023)
        }
    }

    @Test func `a secret is never shown`() async throws {
        try await TemporaryDirectory.with { folder in
            let (configuration, report) = try await self.read(self.environment(folder))

            #expect(!report.description.contains("s3cret"))
            #expect(report.description.contains("<secret>"))
            #expect(try configuration.value(of: HostSettings.databasePassword).description == "<secret>")
        }
    }

    @Test(arguments: [("", "which is empty"), ("\0", "which holds a NUL"), (String(repeating: "x", count: 70_000), "longer than 64 KiB")])
    func `a file that holds no usable secret is a fault that says why`(content: String, reason: String) async throws {
        try await TemporaryDirectory.with { folder in
            let environment = try self.environment(folder)
            try content.write(toFile: "\(folder)/password", atomically: true, encoding: .utf8)

            let error = try await #require(throws: ConfigurationError.self) { try await self.read(environment) }
            #expect(error.description.contains("\(folder)/password") && error.description.contains(reason), "\(error)")
        }
    }

    @Test func `a secret file that is not there is a fault with path and reason`() async throws {
        try await TemporaryDirectory.with { folder in
            var environment = try self.environment(folder)
            environment["HOSO_DATABASE_PASSWORD_FILE"] = "\(folder)/none"

            let error = try await #require(throws: ConfigurationError.self) { try await self.read(environment) }

            #expect(error.description.contains("«\(folder)/none», which cannot be read"), "\(error)")
        }
    }

    @Test func `a file that cannot be read is a fault that names it`() async throws {
        try await TemporaryDirectory.with { folder in
            var environment = try self.environment(folder)
            environment["HOSO_CONFIG_FILE"] = "\(folder)/missing.yaml"

            let error = try await #require(throws: ConfigurationError.self) { try await self.read(environment) }

            #expect(error.faults.first?.key == "config.file")
            #expect(error.description.contains("missing.yaml"))
        }
    }

    @Test(arguments: [
        ([], HostCommand.run), (["--migrate"], .migrate), (["--migrate-plan"], .migrationPlan),
        (["--check-config", "--admin-port", "1"], .checkConfiguration), (["--print-config"], .printConfiguration),
    ] as [([String], HostCommand)])
    func `a command is told from settings`(arguments: [String], command: HostCommand) {
        #expect(HostCommand.parse(arguments).command == command)
        #expect(HostCommand.parse(arguments).settings.allSatisfy { !$0.hasPrefix("--check") && !$0.hasPrefix("--migrate") })
    }
}
