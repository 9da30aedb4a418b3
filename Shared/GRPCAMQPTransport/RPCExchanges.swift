import AMQP
import GRPCCore

/// The exchanges calls travel through, and the routing keys in them.
public struct RPCExchanges: Hashable, Sendable {
    /// Topic exchange for requests; routing key is `<package>.<Service>.<Method>`.
    public var requests: String
    /// Direct exchange for everything addressed to one process; routing key is the process's address.
    public var addressed: String

    /// Makes the pair; the defaults are those of the broker's definitions.
    public init(requests: String = "hoso.rpc", addressed: String = "hoso.rpc.reply") {
        self.requests = requests
        self.addressed = addressed
    }

    /// The address all servers of a service listen to, for clients that do not know yet which one has a call.
    static func everyServer(of service: String) -> String { "every.\(service)" }

    static func routingKey(_ method: MethodDescriptor) -> String {
        "\(method.service.fullyQualifiedService).\(method.method)"
    }

    /// The method of a routing key: all before the last dot is the service.
    static func method(routingKey: String) -> (service: String, method: String)? {
        guard let dot = routingKey.lastIndex(of: ".") else { return nil }
        let (service, method) = (routingKey[..<dot], routingKey[routingKey.index(after: dot)...])
        return service.isEmpty || method.isEmpty ? nil : (String(service), String(method))
    }

    /// Both exchanges, for set-ups where no definitions were loaded into the broker.
    var declarations: [AMQPTopology.Exchange] {
        [
            AMQPTopology.Exchange(self.requests, kind: .topic),
            AMQPTopology.Exchange(self.addressed, kind: .direct),
        ]
    }
}
