import CRabbitMQ
import NIOCore

extension Encoder {
    /// Writes one method; the C arguments are built here and nowhere else.
    mutating func encode(
        _ method: OutgoingMethod, channel: UInt16, into buffer: inout ByteBuffer
    ) throws(AMQPError) {
        switch method {
        case .ack(let tag, let multiple):
            let arguments = amqp_basic_ack_t(delivery_tag: tag, multiple: multiple ? 1 : 0)
            try self.frame(MethodID.basicAck, arguments, channel: channel, into: &buffer)
        case .nack(let tag, let multiple, let requeue):
            let arguments = amqp_basic_nack_t(
                delivery_tag: tag, multiple: multiple ? 1 : 0, requeue: requeue ? 1 : 0)
            try self.frame(MethodID.basicNack, arguments, channel: channel, into: &buffer)
        case .reject(let tag, let requeue):
            let arguments = amqp_basic_reject_t(delivery_tag: tag, requeue: requeue ? 1 : 0)
            try self.frame(MethodID.basicReject, arguments, channel: channel, into: &buffer)
        case .startOk, .tuneOk, .open, .close, .closeOk:
            try self.encodeConnection(method, into: &buffer)
        case .channelOpen, .channelClose, .channelCloseOk, .channelFlowOk, .confirmSelect:
            try self.encodeChannel(method, channel: channel, into: &buffer)
        case .exchangeDeclare, .exchangeDelete, .bind, .unbind:
            try self.encodeRouting(method, channel: channel, into: &buffer)
        case .queueDeclare, .queuePurge, .queueDelete, .qos, .consume, .cancel:
            try self.encodeQueue(method, channel: channel, into: &buffer)
        }
    }

    private mutating func encodeConnection(_ method: OutgoingMethod, into buffer: inout ByteBuffer) throws(AMQPError) {
        switch method {
        case .startOk(let properties, let response):
            let arguments = amqp_connection_start_ok_t(
                client_properties: try self.table(properties), mechanism: try self.short("PLAIN"),
                response: try self.long(response), locale: try self.short("en_US"))
            try self.frame(MethodID.connectionStartOk, arguments, channel: 0, into: &buffer)
        case .tuneOk(let tuning):
            let arguments = amqp_connection_tune_ok_t(
                channel_max: tuning.channelMax, frame_max: tuning.frameMax, heartbeat: tuning.heartbeatSeconds)
            try self.frame(MethodID.connectionTuneOk, arguments, channel: 0, into: &buffer)
        case .open(let virtualHost):
            let arguments = amqp_connection_open_t(
                virtual_host: try self.short(virtualHost), capabilities: try self.short(""), insist: 0)
            try self.frame(MethodID.connectionOpen, arguments, channel: 0, into: &buffer)
        case .close(let code, let text):
            let arguments = amqp_connection_close_t(
                reply_code: code, reply_text: try self.short(text), class_id: 0, method_id: 0)
            try self.frame(MethodID.connectionClose, arguments, channel: 0, into: &buffer)
        default:
            try self.frame(MethodID.connectionCloseOk, amqp_connection_close_ok_t(), channel: 0, into: &buffer)
        }
    }

    private mutating func encodeChannel(
        _ method: OutgoingMethod, channel: UInt16, into buffer: inout ByteBuffer
    ) throws(AMQPError) {
        switch method {
        case .channelOpen:
            let arguments = amqp_channel_open_t(out_of_band: try self.short(""))
            try self.frame(MethodID.channelOpen, arguments, channel: channel, into: &buffer)
        case .channelClose(let code, let text):
            let arguments = amqp_channel_close_t(
                reply_code: code, reply_text: try self.short(text), class_id: 0, method_id: 0)
            try self.frame(MethodID.channelClose, arguments, channel: channel, into: &buffer)
        case .channelFlowOk(let active):
            let arguments = amqp_channel_flow_ok_t(active: active ? 1 : 0)
            try self.frame(MethodID.channelFlowOk, arguments, channel: channel, into: &buffer)
        case .confirmSelect:
            try self.frame(MethodID.confirmSelect, amqp_confirm_select_t(nowait: 0), channel: channel, into: &buffer)
        default:
            try self.frame(MethodID.channelCloseOk, amqp_channel_close_ok_t(), channel: channel, into: &buffer)
        }
    }

    private mutating func encodeRouting(
        _ method: OutgoingMethod, channel: UInt16, into buffer: inout ByteBuffer
    ) throws(AMQPError) {
        switch method {
        case .exchangeDeclare(let exchange):
            let arguments = amqp_exchange_declare_t(
                ticket: 0, exchange: try self.short(exchange.name), type: try self.short(exchange.kind.wireName),
                passive: exchange.passive ? 1 : 0, durable: exchange.durable ? 1 : 0,
                auto_delete: exchange.autoDelete ? 1 : 0, internal: exchange.isInternal ? 1 : 0, nowait: 0,
                arguments: try self.table(exchange.arguments))
            try self.frame(MethodID.exchangeDeclare, arguments, channel: channel, into: &buffer)
        case .exchangeDelete(let name, let ifUnused):
            let arguments = amqp_exchange_delete_t(
                ticket: 0, exchange: try self.short(name), if_unused: ifUnused ? 1 : 0, nowait: 0)
            try self.frame(MethodID.exchangeDelete, arguments, channel: channel, into: &buffer)
        case .bind(let binding):
            try self.encodeBind(binding, channel: channel, into: &buffer)
        case .unbind(let binding):
            try self.encodeUnbind(binding, channel: channel, into: &buffer)
        default:
            break
        }
    }

    private mutating func encodeBind(
        _ binding: AMQPTopology.Binding, channel: UInt16, into buffer: inout ByteBuffer
    ) throws(AMQPError) {
        let source = try self.short(binding.source)
        let routingKey = try self.short(binding.routingKey)
        let table = try self.table(binding.arguments)
        switch binding.destination {
        case .queue(let name):
            let arguments = amqp_queue_bind_t(
                ticket: 0, queue: try self.short(name), exchange: source, routing_key: routingKey, nowait: 0,
                arguments: table)
            try self.frame(MethodID.queueBind, arguments, channel: channel, into: &buffer)
        case .exchange(let name):
            let arguments = amqp_exchange_bind_t(
                ticket: 0, destination: try self.short(name), source: source, routing_key: routingKey, nowait: 0,
                arguments: table)
            try self.frame(MethodID.exchangeBind, arguments, channel: channel, into: &buffer)
        }
    }

    private mutating func encodeUnbind(
        _ binding: AMQPTopology.Binding, channel: UInt16, into buffer: inout ByteBuffer
    ) throws(AMQPError) {
        let source = try self.short(binding.source)
        let routingKey = try self.short(binding.routingKey)
        let table = try self.table(binding.arguments)
        switch binding.destination {
        case .queue(let name):
            let arguments = amqp_queue_unbind_t(
                ticket: 0, queue: try self.short(name), exchange: source, routing_key: routingKey, arguments: table)
            try self.frame(MethodID.queueUnbind, arguments, channel: channel, into: &buffer)
        case .exchange(let name):
            let arguments = amqp_exchange_unbind_t(
                ticket: 0, destination: try self.short(name), source: source, routing_key: routingKey, nowait: 0,
                arguments: table)
            try self.frame(MethodID.exchangeUnbind, arguments, channel: channel, into: &buffer)
        }
    }

    private mutating func encodeQueue(
        _ method: OutgoingMethod, channel: UInt16, into buffer: inout ByteBuffer
    ) throws(AMQPError) {
        switch method {
        case .queueDeclare(let queue):
            let arguments = amqp_queue_declare_t(
                ticket: 0, queue: try self.short(queue.name), passive: queue.passive ? 1 : 0,
                durable: queue.durable ? 1 : 0, exclusive: queue.exclusive ? 1 : 0,
                auto_delete: queue.autoDelete ? 1 : 0, nowait: 0, arguments: try self.table(queue.arguments))
            try self.frame(MethodID.queueDeclare, arguments, channel: channel, into: &buffer)
        case .queuePurge(let name):
            let arguments = amqp_queue_purge_t(ticket: 0, queue: try self.short(name), nowait: 0)
            try self.frame(MethodID.queuePurge, arguments, channel: channel, into: &buffer)
        case .queueDelete(let name, let ifUnused, let ifEmpty):
            let arguments = amqp_queue_delete_t(
                ticket: 0, queue: try self.short(name), if_unused: ifUnused ? 1 : 0, if_empty: ifEmpty ? 1 : 0,
                nowait: 0)
            try self.frame(MethodID.queueDelete, arguments, channel: channel, into: &buffer)
        case .qos(let prefetch):
            let arguments = amqp_basic_qos_t(prefetch_size: 0, prefetch_count: prefetch, global: 0)
            try self.frame(MethodID.basicQos, arguments, channel: channel, into: &buffer)
        case .consume(let queue, let tag, let settlesItself, let exclusive, let table):
            let arguments = amqp_basic_consume_t(
                ticket: 0, queue: try self.short(queue), consumer_tag: try self.short(tag), no_local: 0,
                no_ack: settlesItself ? 1 : 0, exclusive: exclusive ? 1 : 0, nowait: 0, arguments: try self.table(table))
            try self.frame(MethodID.basicConsume, arguments, channel: channel, into: &buffer)
        case .cancel(let tag):
            let arguments = amqp_basic_cancel_t(consumer_tag: try self.short(tag), nowait: 0)
            try self.frame(MethodID.basicCancel, arguments, channel: channel, into: &buffer)
        default:
            break
        }
    }
}
