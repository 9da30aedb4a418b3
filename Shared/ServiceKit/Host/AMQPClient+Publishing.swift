import AMQP

extension AMQPClient {
    /// Returns once there is a connection.
    ///
    /// - Throws: `AMQPError` `.blocked` with the broker's reason while it takes no messages.
    func checkPublishing() async throws(AMQPError) {
        try await self.waitUntilConnected()
        if case .blocked(let reason) = self.currentState {
            throw AMQPError(code: .blocked, message: "The broker takes no messages: \(reason)")
        }
    }
}
