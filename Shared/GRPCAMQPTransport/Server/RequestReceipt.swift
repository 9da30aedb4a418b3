import AMQP

/// A delivered request with the subscription it came from, which is where it is settled.
struct RequestReceipt: Sendable {
    let delivery: AMQPDelivery
    let consumer: AMQPConsumer

    /// Acknowledges a request that is done with, or gives it back when its reply did not get out.
    ///
    /// - Throws: When the connection of the delivery is gone: the broker delivers it again and the ledger knows it.
    func settle(answered: Bool) throws(AMQPError) {
        if answered {
            try self.consumer.ackSoon(self.delivery)
        } else {
            try self.consumer.nack(self.delivery, requeue: true)
        }
    }
}
