import GRPCCore

extension EchoService {
    private static let body = [UInt8](repeating: UInt8(ascii: "x"), count: 256)

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
    ///
    /// - Parameters:
    ///   - place: Where the two ends run; over HTTP/2 only the pool means anything.
    ///   - asks: Whether the handler asks the database.
    static func echoes<Transport: ClientTransport>(
        _ client: GRPCClient<Transport>, count: Int, place: CallPlace = .pool, asks: Bool = false, options: CallOptions = .defaults
    ) async throws -> Measure {
        try await withTaskExecutorPreference(place.caller) {
            try await Measure.once(count: count) {
                for _ in 0..<count { try await self.echo(client, place.method(asks: asks), options) }
            }
        }
    }

    /// Keeps so many calls in flight.
    static func echoes<Transport: ClientTransport>(
        _ client: GRPCClient<Transport>, count: Int, inFlight: Int, place: CallPlace
    ) async throws -> Measure {
        try await withTaskExecutorPreference(place.caller) {
            try await Measure.once(count: count) {
                try await withThrowingDiscardingTaskGroup { group in
                    for _ in 0..<inFlight {
                        group.addTask {
                            for _ in 0..<(count / inFlight) { try await self.echo(client, place.method(asks: false), .defaults) }
                        }
                    }
                }
            }
        }
    }

    private static func echo<Transport: ClientTransport>(
        _ client: GRPCClient<Transport>, _ method: MethodDescriptor, _ options: CallOptions
    ) async throws {
        let reply = try await client.unary(
            request: ClientRequest(message: self.body), descriptor: method, serializer: Coding(), deserializer: Coding(),
            options: options
        ) { try $0.message }
        guard reply.count == self.body.count else { throw BenchFailure(what: "a reply of \(reply.count) bytes") }
    }
}
