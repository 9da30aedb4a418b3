/// A method a client sends, except `basic.publish`, which has its own path.
enum OutgoingMethod: Hashable {
    case startOk(clientProperties: AMQPTable, response: [UInt8])
    case tuneOk(IncomingMethod.Tuning)
    case open(virtualHost: String)
    case close(replyCode: UInt16, replyText: String)
    case closeOk
    case channelOpen
    case channelClose(replyCode: UInt16, replyText: String)
    case channelCloseOk
    case channelFlowOk(active: Bool)
    case exchangeDeclare(AMQPTopology.Exchange)
    case exchangeDelete(name: String, ifUnused: Bool)
    case queueDeclare(AMQPTopology.Queue)
    case queuePurge(name: String)
    case queueDelete(name: String, ifUnused: Bool, ifEmpty: Bool)
    case bind(AMQPTopology.Binding)
    case unbind(AMQPTopology.Binding)
    case qos(prefetch: UInt16)
    case consume(queue: String, consumerTag: String, settlesItself: Bool, exclusive: Bool, arguments: AMQPTable)
    case cancel(consumerTag: String)
    case confirmSelect
    case ack(deliveryTag: UInt64, multiple: Bool)
    case nack(deliveryTag: UInt64, multiple: Bool, requeue: Bool)
    case reject(deliveryTag: UInt64, requeue: Bool)

    /// The method the broker answers with; `nil` when it does not answer.
    var answer: UInt32? {
        switch self {
        case .channelOpen: MethodID.channelOpenOk
        case .exchangeDeclare: MethodID.exchangeDeclareOk
        case .exchangeDelete: MethodID.exchangeDeleteOk
        case .queueDeclare: MethodID.queueDeclareOk
        case .queuePurge: MethodID.queuePurgeOk
        case .queueDelete: MethodID.queueDeleteOk
        case .bind(let binding): binding.isToQueue ? MethodID.queueBindOk : MethodID.exchangeBindOk
        case .unbind(let binding): binding.isToQueue ? MethodID.queueUnbindOk : MethodID.exchangeUnbindOk
        case .qos: MethodID.basicQosOk
        case .consume: MethodID.basicConsumeOk
        case .cancel: MethodID.basicCancelOk
        case .confirmSelect: MethodID.confirmSelectOk
        case .startOk, .tuneOk, .open, .close, .closeOk, .channelClose, .channelCloseOk, .channelFlowOk, .ack, .nack,
            .reject:
            nil
        }
    }
}

extension AMQPTopology.Binding {
    var isToQueue: Bool {
        if case .queue = self.destination { true } else { false }
    }
}
