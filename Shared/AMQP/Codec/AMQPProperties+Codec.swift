import CRabbitMQ

extension AMQPProperties {
    /// Copies decoded properties; a field whose flag is not set is memory nobody wrote and is not read.
    init(_ decoded: amqp_basic_properties_t) {
        func has(_ flag: UInt16) -> Bool { decoded._flags & amqp_flags_t(flag) != 0 }
        func text(_ flag: UInt16, _ bytes: amqp_bytes_t) -> String? { has(flag) ? Decoded.string(bytes) : nil }
        self.init(
            contentType: text(PropertyFlag.contentType, decoded.content_type),
            contentEncoding: text(PropertyFlag.contentEncoding, decoded.content_encoding),
            deliveryMode: has(PropertyFlag.deliveryMode) ? DeliveryMode(rawValue: decoded.delivery_mode) : nil,
            priority: has(PropertyFlag.priority) ? decoded.priority : nil,
            correlationID: text(PropertyFlag.correlationID, decoded.correlation_id),
            replyTo: text(PropertyFlag.replyTo, decoded.reply_to),
            expiration: text(PropertyFlag.expiration, decoded.expiration),
            messageID: text(PropertyFlag.messageID, decoded.message_id),
            timestamp: has(PropertyFlag.timestamp) ? decoded.timestamp : nil,
            type: text(PropertyFlag.type, decoded.type),
            userID: text(PropertyFlag.userID, decoded.user_id),
            appID: text(PropertyFlag.appID, decoded.app_id),
            headers: has(PropertyFlag.headers) ? Decoded.table(decoded.headers) : AMQPTable())
    }

    /// Copies the properties into a pool, ready to be encoded while the pool is not recycled.
    func encodable(in pool: inout CodecPool) throws(AMQPError) -> amqp_basic_properties_t {
        var encoded = amqp_basic_properties_t()
        var flags: UInt16 = 0
        func text(
            _ value: String?, _ flag: UInt16, _ field: inout amqp_bytes_t
        ) throws(AMQPError) {
            guard let value else { return }
            field = try pool.shortString(value)
            flags |= flag
        }
        try text(self.contentType, PropertyFlag.contentType, &encoded.content_type)
        try text(self.contentEncoding, PropertyFlag.contentEncoding, &encoded.content_encoding)
        try text(self.correlationID, PropertyFlag.correlationID, &encoded.correlation_id)
        try text(self.replyTo, PropertyFlag.replyTo, &encoded.reply_to)
        try text(self.expiration, PropertyFlag.expiration, &encoded.expiration)
        try text(self.messageID, PropertyFlag.messageID, &encoded.message_id)
        try text(self.type, PropertyFlag.type, &encoded.type)
        try text(self.userID, PropertyFlag.userID, &encoded.user_id)
        try text(self.appID, PropertyFlag.appID, &encoded.app_id)
        if let deliveryMode = self.deliveryMode {
            encoded.delivery_mode = deliveryMode.rawValue
            flags |= PropertyFlag.deliveryMode
        }
        if let priority = self.priority {
            encoded.priority = priority
            flags |= PropertyFlag.priority
        }
        if let timestamp = self.timestamp {
            encoded.timestamp = timestamp
            flags |= PropertyFlag.timestamp
        }
        if !self.headers.isEmpty {
            encoded.headers = try pool.table(self.headers)
            flags |= PropertyFlag.headers
        }
        encoded._flags = amqp_flags_t(flags)
        return encoded
    }
}
