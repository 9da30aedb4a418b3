/// Who waits for the confirm of a publish; completed exactly once.
enum PublishCompletion: Sendable {
    /// One caller for one message. Unsafe only in that the check is left out: every path that
    /// removes a completion from a queue or tracker completes it.
    case single(UnsafeContinuation<AMQPError?, Never>)
    /// One caller for many messages.
    case batch(PublishBatch, index: Int)

    func complete(_ error: AMQPError?) {
        switch self {
        case .single(let continuation): continuation.resume(returning: error)
        case .batch(let batch, let index): batch.complete(index, error)
        }
    }
}
