public import AMQP
import Clocks

/// The private broker of a test run.
public enum TestBroker {
    /// How to reach it as its administrator.
    public static func configuration(connectionName: String = "test") throws(TestStackMissing) -> AMQPConfiguration {
        let port = try TestStack.value("HOSO_TEST_BROKER_PORT")
        guard let number = Int(port) else { throw TestStackMissing(variable: "HOSO_TEST_BROKER_PORT") }
        return AMQPConfiguration(
            host: try TestStack.value("HOSO_TEST_BROKER_HOST"), port: number,
            virtualHost: try TestStack.value("HOSO_TEST_BROKER_VHOST"),
            username: try TestStack.value("HOSO_TEST_BROKER_USER"),
            password: try TestStack.value("HOSO_TEST_BROKER_PASSWORD"), connectionName: connectionName)
    }

    /// A name that no other test uses.
    public static func uniqueName(_ prefix: String) -> String { "\(prefix).\(UUIDv7Source().next())" }
}
