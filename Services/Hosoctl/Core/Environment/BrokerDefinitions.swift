import Foundation

/// The broker's topology as data: the parts of `deploy/rabbitmq/definitions.json` that are checked here.
struct BrokerDefinitions: Decodable, Sendable {
    struct Exchange: Decodable, Sendable {
        var name: String
        var type: String
        var durable: Bool
    }

    struct Queue: Decodable, Sendable {
        /// The arguments that matter here.
        struct Arguments: Decodable, Sendable {
            var type: String?

            enum CodingKeys: String, CodingKey { case type = "x-queue-type" }
        }

        var name: String
        var durable: Bool
        var arguments: Arguments
    }

    struct Binding: Decodable, Sendable {
        var source: String
        var destination: String
        var routingKey: String

        enum CodingKeys: String, CodingKey {
            case source, destination
            case routingKey = "routing_key"
        }
    }

    var exchanges: [Exchange]
    var queues: [Queue]
    var bindings: [Binding]

    /// Reads a file; without a path, that of the installation or of the checkout.
    static func read(_ path: String?, _ environment: SuiteEnvironment) throws(CommandFailure) -> BrokerDefinitions {
        let installed = environment.directory.map { "\($0)/secrets/definitions.json" }
        let candidates = [path, installed, Checkout.find("deploy/rabbitmq/definitions.json")].compactMap { $0 }
        guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw CommandFailure(
                Words("Không tìm thấy definitions.json của RabbitMQ", "the broker's definitions.json was not found"),
                mend: Words("dùng --definitions TỆP", "use --definitions FILE"), exitCode: .configuration)
        }
        do {
            return try JSONDecoder().decode(Self.self, from: Data(contentsOf: URL(fileURLWithPath: found)))
        } catch {
            throw CommandFailure(
                Words("\(found) không đọc được", "\(found) cannot be read: \(error)"), exitCode: .badFile)
        }
    }

    /// The event queues with the patterns bound to them; the first word of a queue is its service.
    var eventQueues: [(queue: String, service: String, patterns: [String])] {
        let names = Set(self.bindings.filter { $0.source == "hoso.events" }.map(\.destination)).sorted()
        return names.map { name in
            let patterns = self.bindings.filter { $0.source == "hoso.events" && $0.destination == name }.map(\.routingKey)
            return (name, String(name.prefix { $0 != "." }), patterns)
        }
    }

    /// Whether a topic pattern takes a routing key: `*` is one word, `#` any number of words.
    static func matches(pattern: String, key: String) -> Bool {
        Self.matches(
            pattern.split(separator: ".", omittingEmptySubsequences: false)[...],
            key.split(separator: ".", omittingEmptySubsequences: false)[...])
    }

    private static func matches(_ pattern: ArraySlice<Substring>, _ key: ArraySlice<Substring>) -> Bool {
        guard let first = pattern.first else { return key.isEmpty }
        if first == "#" {
            return Self.matches(pattern.dropFirst(), key) || (!key.isEmpty && Self.matches(pattern, key.dropFirst()))
        }
        guard let word = key.first, first == "*" || first == word else { return false }
        return Self.matches(pattern.dropFirst(), key.dropFirst())
    }
}
