import NIOCore

extension AMQPMessage {
    /// Checks what can be checked before the message is on its way, so that the caller gets the error.
    func validate(maximumBodyBytes: Int) throws(AMQPError) {
        guard self.body.readableBytes <= maximumBodyBytes else {
            throw AMQPError(
                code: .messageTooLarge,
                message: "A body of \(self.body.readableBytes) bytes is over the limit of \(maximumBodyBytes)")
        }
        let isShort =
            Self.isShort(self.exchange) && Self.isShort(self.routingKey)
            && Self.isShort(self.properties.contentType) && Self.isShort(self.properties.contentEncoding)
            && Self.isShort(self.properties.correlationID) && Self.isShort(self.properties.replyTo)
            && Self.isShort(self.properties.expiration) && Self.isShort(self.properties.messageID)
            && Self.isShort(self.properties.type) && Self.isShort(self.properties.userID) && Self.isShort(self.properties.appID)
        guard isShort else {
            throw AMQPError(
                code: .invalidArgument, message: "Exchange, routing key or a property is longer than 255 bytes")
        }
    }

    @inline(__always)
    private static func isShort(_ string: String?) -> Bool { (string?.utf8.count ?? 0) <= 255 }
}
