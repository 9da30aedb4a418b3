import GRPCCore

/// Gives back what it gets and notes that it ran; must not run twice for one request.
struct EnduranceService: RegistrableRPCService {
    static let name = "hoso.bench.v1.EnduranceService"
    static let method = MethodDescriptor(fullyQualifiedService: Self.name, method: "Run", type: .unary)

    let ledger: EnduranceLedger

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        router.registerHandler(
            forMethod: Self.method, deserializer: EchoService.Coding(), serializer: EchoService.Coding()
        ) { [ledger] request, _ in
            var last: [UInt8] = []
            for try await message in request.messages { last = message }
            ledger.ran(String(decoding: last, as: UTF8.self))
            // Some answer at once, some after a wait, so that connections are cut in every phase of a call.
            if last.last.map({ $0 % 4 == 0 }) == true { try await Task.sleep(for: .milliseconds(Int.random(in: 1...50))) }
            let reply = last
            return StreamingServerResponse { writer in
                try await writer.write(reply)
                return [:]
            }
        }
    }
}
