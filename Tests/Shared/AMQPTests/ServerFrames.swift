import CRabbitMQ
import NIOCore

@testable import AMQP

/// Writes what a broker would send.
struct ServerFrames {
    private(set) var bytes = ByteBuffer()

    mutating func method<Arguments: BitwiseCopyable>(
        _ id: UInt32, channel: UInt16 = 1, _ make: (inout Encoder) throws(AMQPError) -> Arguments
    ) throws {
        var encoder = Encoder(maximumFrameBytes: 131_072)
        let arguments = try make(&encoder)
        try encoder.frame(id, arguments, channel: channel, into: &self.bytes)
    }

    mutating func frame(_ kind: UInt8, channel: UInt16 = 1, payload: [UInt8], end: UInt8 = 0xCE) {
        self.bytes.writeInteger(kind)
        self.bytes.writeInteger(channel)
        self.bytes.writeInteger(UInt32(payload.count))
        self.bytes.writeBytes(payload)
        self.bytes.writeInteger(end)
    }

    mutating func start(mechanisms: String = "PLAIN AMQPLAIN", major: UInt8 = 0, minor: UInt8 = 9) throws {
        try self.method(MethodID.connectionStart, channel: 0) { encoder throws(AMQPError) in
            amqp_connection_start_t(
                version_major: major, version_minor: minor,
                server_properties: try encoder.table(["product": "test", "nested": .table(["a": .array([1, true])])]),
                mechanisms: try encoder.long(Array(mechanisms.utf8)), locales: try encoder.long(Array("en_US".utf8)))
        }
    }

    mutating func tune(channelMax: UInt16 = 100, frameMax: UInt32 = 131_072, heartbeat: UInt16 = 60) throws {
        try self.method(MethodID.connectionTune, channel: 0) { _ in
            amqp_connection_tune_t(channel_max: channelMax, frame_max: frameMax, heartbeat: heartbeat)
        }
    }

    mutating func openOk() throws {
        try self.method(MethodID.connectionOpenOk, channel: 0) { encoder throws(AMQPError) in
            amqp_connection_open_ok_t(known_hosts: try encoder.short(""))
        }
    }

    mutating func connectionClose(_ code: UInt16, _ text: String) throws {
        try self.method(MethodID.connectionClose, channel: 0) { encoder throws(AMQPError) in
            amqp_connection_close_t(reply_code: code, reply_text: try encoder.short(text), class_id: 0, method_id: 0)
        }
    }

    mutating func channelOpenOk(_ channel: UInt16) throws {
        try self.method(MethodID.channelOpenOk, channel: channel) { encoder throws(AMQPError) in
            amqp_channel_open_ok_t(channel_id: try encoder.short(""))
        }
    }

    mutating func confirmSelectOk(_ channel: UInt16) throws {
        try self.method(MethodID.confirmSelectOk, channel: channel) { _ in amqp_confirm_select_ok_t() }
    }

    mutating func ack(_ tag: UInt64, multiple: Bool = false, channel: UInt16) throws {
        try self.method(MethodID.basicAck, channel: channel) { _ in
            amqp_basic_ack_t(delivery_tag: tag, multiple: multiple ? 1 : 0)
        }
    }

    mutating func deliver(_ tag: UInt64, channel: UInt16 = 1, exchange: String = "e", key: String = "k") throws {
        try self.method(MethodID.basicDeliver, channel: channel) { encoder throws(AMQPError) in
            amqp_basic_deliver_t(
                consumer_tag: try encoder.short("c"), delivery_tag: tag, redelivered: 0,
                exchange: try encoder.short(exchange), routing_key: try encoder.short(key))
        }
    }
}

/// A small generator whose seed is printed, so that a failure can be repeated with HOSO_TEST_SEED.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        // SplitMix64.
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var z = self.state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
