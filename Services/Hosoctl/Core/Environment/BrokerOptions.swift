import AMQP
import ArgumentParser
import Logging

/// How to reach the broker as its administrator.
struct BrokerOptions: ParsableArguments {
    @Option(help: "Máy chủ RabbitMQ / host of RabbitMQ (HOSO_BROKER_HOST).")
    var brokerHost: String?
    @Option(help: "Cổng RabbitMQ / port of RabbitMQ (HOSO_BROKER_PORT).")
    var brokerPort: Int?
    @Option(help: "Người dùng quản trị / administrator (hoso-admin).")
    var brokerUser: String?
    @Option(help: "Tệp mật khẩu / file with the password (HOSO_DIR/secrets/broker_admin_password).")
    var brokerPasswordFile: String?
    @Option(help: "Tệp cấu trúc / topology file (HOSO_DIR/secrets/definitions.json).")
    var definitions: String?

    /// The configuration; options win over the environment.
    func configuration(_ environment: SuiteEnvironment) throws -> AMQPConfiguration {
        let host = try self.brokerHost ?? environment.required("HOSO_BROKER_HOST")
        let port = try self.brokerPort ?? environment.port("HOSO_BROKER_PORT", default: 5672)
        var password = try environment.secret("broker_admin_password") ?? ""
        if let file = self.brokerPasswordFile { password = try SecretText.read(file) }
        var configuration = AMQPConfiguration(
            host: host, port: port, virtualHost: environment["HOSO_BROKER_VHOST"] ?? "/",
            username: self.brokerUser ?? "hoso-admin", password: password, connectionName: "hosoctl")
        configuration.connectTimeout = .seconds(5)
        configuration.requestTimeout = .seconds(10)
        return configuration
    }
}

extension AMQPClient {
    /// Runs a body with a client that lives as long as the body.
    ///
    /// - Throws: What the body throws; ``AMQPError`` when the broker cannot be reached.
    static func with<Result: Sendable>(
        _ configuration: AMQPConfiguration, _ body: (AMQPClient) async throws -> Result
    ) async throws -> Result {
        try await AMQPClient.verify(configuration)
        let client = AMQPClient(configuration: configuration, logger: .quiet)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            defer { group.cancelAll() }
            return try await body(client)
        }
    }
}
