/// A method the broker sends to a client.
enum IncomingMethod: Hashable {
    case connectionStart(versionMajor: UInt8, versionMinor: UInt8, serverProperties: AMQPTable, mechanisms: String)
    case connectionSecure
    case connectionTune(Tuning)
    case connectionClose(CloseReason)
    case connectionBlocked(reason: String)
    case connectionUnblocked
    case channelFlow(active: Bool)
    case channelClose(CloseReason)
    case queueDeclareOk(AMQPQueueStatus)
    /// The answer to purging or deleting a queue.
    case messageCount(UInt32, id: UInt32)
    case consumeOk(consumerTag: String)
    case cancel(consumerTag: String)
    case cancelOk(consumerTag: String)
    case basicReturn(replyCode: UInt16, replyText: String, exchange: String, routingKey: String)
    case deliver(deliveryTag: UInt64, redelivered: Bool, exchange: String, routingKey: String)
    case ack(deliveryTag: UInt64, multiple: Bool)
    case nack(deliveryTag: UInt64, multiple: Bool)
    /// An answer that says nothing but "done".
    case ok(UInt32)

    /// Why the broker closed something.
    struct CloseReason: Hashable {
        let replyCode: UInt16
        let replyText: String
        let classID: UInt16
        let methodID: UInt16
    }

    /// Limits both sides keep to.
    struct Tuning: Hashable {
        var channelMax: UInt16
        var frameMax: UInt32
        var heartbeatSeconds: UInt16
    }

    /// Class and method number.
    var id: UInt32 {
        switch self {
        case .connectionStart: MethodID.connectionStart
        case .connectionSecure: MethodID.connectionSecure
        case .connectionTune: MethodID.connectionTune
        case .connectionClose: MethodID.connectionClose
        case .connectionBlocked: MethodID.connectionBlocked
        case .connectionUnblocked: MethodID.connectionUnblocked
        case .channelFlow: MethodID.channelFlow
        case .channelClose: MethodID.channelClose
        case .queueDeclareOk: MethodID.queueDeclareOk
        case .messageCount(_, let id), .ok(let id): id
        case .consumeOk: MethodID.basicConsumeOk
        case .cancel: MethodID.basicCancel
        case .cancelOk: MethodID.basicCancelOk
        case .basicReturn: MethodID.basicReturn
        case .deliver: MethodID.basicDeliver
        case .ack: MethodID.basicAck
        case .nack: MethodID.basicNack
        }
    }
}
