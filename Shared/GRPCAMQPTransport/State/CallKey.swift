/// Names one call among all clients.
struct CallKey: Hashable, Sendable {
    /// The client's address.
    let client: String
    /// The client's own number for the call.
    let id: String
}
