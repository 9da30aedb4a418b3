/// A message on its way to the wire, with who waits for its confirm.
struct PendingPublish: Sendable {
    let ticket: UInt64
    let message: AMQPMessage
    let completion: PublishCompletion
}
