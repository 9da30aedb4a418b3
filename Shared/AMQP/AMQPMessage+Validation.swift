import NIOCore

extension AMQPMessage {
    /// Checks what can be checked before the message is on its way, so that the caller gets the error.
    func validate(maximumBodyBytes: Int) throws(AMQPError) {
        guard self.body.readableBytes <= maximumBodyBytes else {
            throw AMQPError(
                code: .messageTooLarge,
                message: "A body of \(self.body.readableBytes) bytes is over the limit of \(maximumBodyBytes)")
        }
        let properties = self.properties
        let isShort =
            Self.isShort(self.exchange) && Self.isShort(self.routingKey)
            && Self.isShort(properties.contentType) && Self.isShort(properties.contentEncoding)
            && Self.isShort(properties.correlationID) && Self.isShort(properties.replyTo)
            && Self.isShort(properties.expiration) && Self.isShort(properties.messageID)
            && Self.isShort(properties.type) && Self.isShort(properties.userID) && Self.isShort(properties.appID)
        guard isShort else {
            throw AMQPError(
                code: .invalidArgument, message: "Exchange, routing key or a property is longer than 255 bytes")
        }
    }

    private static func isShort(_ string: String?) -> Bool { (string?.utf8.count ?? 0) <= 255 }
}
