import CRabbitMQ

extension Decoder {
    /// Whether a broker may send this method to a client that uses what we use.
    static func isExpected(_ id: UInt32) -> Bool {
        switch id {
        case MethodID.connectionStart, MethodID.connectionSecure, MethodID.connectionTune, MethodID.connectionOpenOk,
            MethodID.connectionClose, MethodID.connectionCloseOk, MethodID.connectionBlocked,
            MethodID.connectionUnblocked, MethodID.channelOpenOk, MethodID.channelFlow, MethodID.channelFlowOk,
            MethodID.channelClose, MethodID.channelCloseOk, MethodID.exchangeDeclareOk, MethodID.exchangeDeleteOk,
            MethodID.exchangeBindOk, MethodID.exchangeUnbindOk, MethodID.queueDeclareOk, MethodID.queueBindOk,
            MethodID.queuePurgeOk, MethodID.queueDeleteOk, MethodID.queueUnbindOk, MethodID.basicQosOk,
            MethodID.basicConsumeOk, MethodID.basicCancel, MethodID.basicCancelOk, MethodID.basicReturn,
            MethodID.basicDeliver, MethodID.basicAck, MethodID.basicNack, MethodID.confirmSelectOk:
            true
        default:
            false
        }
    }

    /// Converts the methods that are not on the hot path.
    static func convertRare(_ id: UInt32, _ decoded: UnsafeMutableRawPointer) -> IncomingMethod {
        switch id {
        case MethodID.basicReturn:
            let method = decoded.load(as: amqp_basic_return_t.self)
            return .basicReturn(
                replyCode: method.reply_code, replyText: Decoded.string(method.reply_text),
                exchange: Decoded.string(method.exchange), routingKey: Decoded.string(method.routing_key))
        case MethodID.basicConsumeOk:
            return .consumeOk(
                consumerTag: Decoded.string(decoded.load(as: amqp_basic_consume_ok_t.self).consumer_tag))
        case MethodID.basicCancel:
            return .cancel(consumerTag: Decoded.string(decoded.load(as: amqp_basic_cancel_t.self).consumer_tag))
        case MethodID.basicCancelOk:
            return .cancelOk(consumerTag: Decoded.string(decoded.load(as: amqp_basic_cancel_ok_t.self).consumer_tag))
        case MethodID.queueDeclareOk:
            let method = decoded.load(as: amqp_queue_declare_ok_t.self)
            return .queueDeclareOk(
                AMQPQueueStatus(
                    name: Decoded.string(method.queue), messageCount: method.message_count,
                    consumerCount: method.consumer_count))
        case MethodID.queuePurgeOk:
            return .messageCount(decoded.load(as: amqp_queue_purge_ok_t.self).message_count, id: id)
        case MethodID.queueDeleteOk:
            return .messageCount(decoded.load(as: amqp_queue_delete_ok_t.self).message_count, id: id)
        case MethodID.channelFlow:
            return .channelFlow(active: decoded.load(as: amqp_channel_flow_t.self).active != 0)
        case MethodID.channelClose:
            let method = decoded.load(as: amqp_channel_close_t.self)
            return .channelClose(
                .init(
                    replyCode: method.reply_code, replyText: Decoded.string(method.reply_text),
                    classID: method.class_id, methodID: method.method_id))
        default:
            return self.convertConnection(id, decoded)
        }
    }

    private static func convertConnection(_ id: UInt32, _ decoded: UnsafeMutableRawPointer) -> IncomingMethod {
        switch id {
        case MethodID.connectionStart:
            let method = decoded.load(as: amqp_connection_start_t.self)
            return .connectionStart(
                versionMajor: method.version_major, versionMinor: method.version_minor,
                serverProperties: Decoded.table(method.server_properties),
                mechanisms: Decoded.string(method.mechanisms))
        case MethodID.connectionSecure:
            return .connectionSecure
        case MethodID.connectionTune:
            let method = decoded.load(as: amqp_connection_tune_t.self)
            return .connectionTune(
                .init(
                    channelMax: method.channel_max, frameMax: method.frame_max, heartbeatSeconds: method.heartbeat))
        case MethodID.connectionClose:
            let method = decoded.load(as: amqp_connection_close_t.self)
            return .connectionClose(
                .init(
                    replyCode: method.reply_code, replyText: Decoded.string(method.reply_text),
                    classID: method.class_id, methodID: method.method_id))
        case MethodID.connectionBlocked:
            return .connectionBlocked(
                reason: Decoded.string(decoded.load(as: amqp_connection_blocked_t.self).reason))
        case MethodID.connectionUnblocked:
            return .connectionUnblocked
        default:
            return .ok(id)
        }
    }
}
