import GRPCCore

extension ServerContext {
    /// A context for calling an implementation directly.
    static var forTests: ServerContext {
        get async {
            await withServerContextRPCCancellationHandle { handle in
                ServerContext(
                    descriptor: MethodDescriptor(fullyQualifiedService: "test", method: "test"), remotePeer: "test",
                    localPeer: "test", cancellation: handle)
            }
        }
    }
}
