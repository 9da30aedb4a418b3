import AMQP
import Foundation
import Postgres

/// The private broker and database, as `deploy/local/stack` tells in the environment.
struct Stack {
    struct Broker {
        let host: String
        let port: Int
        let user: String
        let password: String
    }

    let broker: Broker
    let database: PostgresConfiguration

    init() throws {
        func value(_ name: String) throws -> String {
            guard let value = ProcessInfo.processInfo.environment["HOSO_TEST_\(name)"] else {
                throw BenchFailure(what: "HOSO_TEST_\(name) is not set; run `make bench`")
            }
            return value
        }
        self.broker = Broker(
            host: try value("BROKER_HOST"), port: Int(try value("BROKER_PORT")) ?? 0, user: try value("BROKER_USER"),
            password: try value("BROKER_PASSWORD"))
        self.database = PostgresConfiguration(
            host: try value("DATABASE_HOST"), port: Int(try value("DATABASE_PORT")) ?? 0,
            database: try value("DATABASE_NAME"), username: try value("DATABASE_USER"),
            password: try value("DATABASE_PASSWORD"), searchPath: "bench")
    }

    func connection(_ name: String) -> AMQPConfiguration {
        AMQPConfiguration(
            host: self.broker.host, port: self.broker.port, username: self.broker.user, password: self.broker.password,
            connectionName: name)
    }
}
