import GRPCCore

extension EchoService {
    /// Calls until the server is there.
    static func waitUntilAnswered<Transport: ClientTransport>(_ client: GRPCClient<Transport>) async throws {
        while true {
            do {
                _ = try await self.echoes(client, count: 100)
                return
            } catch let error as RPCError where error.code == .unavailable {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// Calls one after the other.
    static func echoes<Transport: ClientTransport>(
        _ client: GRPCClient<Transport>, count: Int, options: CallOptions = .defaults
    ) async throws -> Measure {
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 256)
        return try await Measure.once(count: count) {
            for _ in 0..<count {
                let reply = try await client.unary(
                    request: ClientRequest(message: body), descriptor: self.echo, serializer: Coding(), deserializer: Coding(),
                    options: options
                ) { try $0.message }
                guard reply.count == body.count else { throw BenchFailure(what: "a reply of \(reply.count) bytes") }
            }
        }
    }
}
