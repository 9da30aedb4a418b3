extension AMQPError {
    /// What the broker said when it closed a channel.
    init(channel reason: IncomingMethod.CloseReason) {
        self.init(code: .channelClosed, message: reason.replyText, replyCode: reason.replyCode)
    }

    /// What the broker said when it closed the connection.
    init(connection reason: IncomingMethod.CloseReason) {
        self.init(code: .connectionClosed, message: reason.replyText, replyCode: reason.replyCode)
    }

    /// What the broker said when it sent a message back.
    init(returned message: AMQPReturn) {
        self.init(code: .returned, message: message.replyText, replyCode: message.replyCode)
    }
}
