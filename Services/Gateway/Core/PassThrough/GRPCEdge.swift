import GRPCCore
import GRPCNIOTransportHTTP2
import Logging
import ServiceLifecycle

/// gRPC over HTTP/2, passed through to the services.
struct GRPCEdge<Transport: ClientTransport>: Service {
    private let server: HTTP2ServerTransport.Posix
    private let passThrough: PassThrough<Transport>
    private let logger: Logger

    init(calls: GRPCClient<Transport>, methods: [MethodDescriptor] = PublicMethods.all, address: String, port: Int, logger: Logger) {
        let target: SocketAddress =
            address.contains(":") ? .ipv6(host: address, port: port) : .ipv4(host: address, port: port)
        self.server = HTTP2ServerTransport.Posix(
            address: target, transportSecurity: .plaintext,
            config: .defaults { $0.rpc.maxRequestPayloadSize = 4 * 1_048_576 })
        self.passThrough = PassThrough(calls: calls, methods: methods)
        self.logger = logger
    }

    /// The port; known once the server listens.
    var port: Int {
        get async throws {
            let address = try await self.server.listeningAddress
            return address.ipv4?.port ?? address.ipv6?.port ?? 0
        }
    }

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await self.server.listen { stream, context in await self.passThrough.handle(stream, context) }
        } onGracefulShutdown: {
            self.server.beginGracefulShutdown()
        }
    }
}
