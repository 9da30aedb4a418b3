extension PassThrough {
    /// Headers that concern one connection and are not metadata of the call.
    static var hopByHop: Set<String> {
        [
            "grpc-timeout", "grpc-encoding", "grpc-accept-encoding", "content-type", "te", "user-agent", "host",
            "connection", "content-length",
        ]
    }
}
