import CRabbitMQ
import NIOCore
import Testing

@testable import AMQP

@Suite struct DecoderTests {
    private static let malformed = AMQPError(code: .malformedFrame, message: "")

    private func decodeMethod(_ bytes: [UInt8]) throws(AMQPError) -> IncomingMethod {
        var decoder = Decoder()
        return try decoder.method(ByteBuffer(bytes: bytes))
    }

    private func decodeProperties(_ bytes: [UInt8]) throws -> AMQPProperties {
        var decoder = Decoder()
        return try decoder.header(ByteBuffer(bytes: [0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5] + bytes)).properties.get()
    }

    private func payload(_ make: (inout ServerFrames) throws -> Void) throws -> [UInt8] {
        var server = ServerFrames()
        try make(&server)
        return Array(server.bytes.readableBytesView.dropFirst(7).dropLast())
    }

    /// A header table that holds `depth` tables one in the other, as property bytes.
    private func nested(_ depth: Int) -> [UInt8] {
        var table: [UInt8] = [0, 0, 0, 0]
        for _ in 1..<depth {
            let entry: [UInt8] = [1, 0x61, UInt8(ascii: "F")] + table
            table = withUnsafeBytes(of: UInt32(entry.count).bigEndian, Array.init) + entry
        }
        return [0x20, 0] + table
    }

    @Test(arguments: [
        [], [0], [0, 60], [0, 60, 0], [0, 99, 0, 1], [0, 60, 0, 99], [0, 60, 0, 40, 0, 0, 0, 0, 0],
        [0xFF, 0xFF, 0xFF, 0xFF], [0, 10, 0, 11, 0, 0, 0, 0],
    ] as [[UInt8]])
    func `refuses a method no broker sends`(bytes: [UInt8]) {
        #expect(throws: Self.malformed) { try self.decodeMethod(bytes) }
    }

    @Test func `every truncation of a method is a typed error`() throws {
        let payloads = try [
            self.payload { try $0.start() }, self.payload { try $0.tune() },
            self.payload { try $0.connectionClose(320, "bye") }, self.payload { try $0.ack(7, channel: 1) },
            self.payload { try $0.deliver(9, exchange: "exchange", key: "routing.key") },
        ]
        for payload in payloads {
            #expect(throws: Never.self) { try self.decodeMethod(payload) }
            for count in 0..<payload.count {
                #expect(throws: Self.malformed, "\(count) of \(payload.count)") {
                    try self.decodeMethod(Array(payload.prefix(count)))
                }
            }
        }
    }

    @Test func `reads what connection start says`() throws {
        let method = try self.decodeMethod(self.payload { try $0.start() })

        guard case .connectionStart(0, 9, let properties, let mechanisms) = method else {
            Issue.record("\(method)")
            return
        }
        #expect(properties["product"] == "test")
        #expect(properties["nested"] == .table(["a": .array([1, true])]))
        #expect(mechanisms == "PLAIN AMQPLAIN")
    }

    @Test(arguments: [
        ("table longer than the frame", [0x20, 0, 0, 0, 0, 9, 1, 0x61, 0x56] as [UInt8]),
        ("table of negative length", [0x20, 0, 0xFF, 0xFF, 0xFF, 0xFF]),
        ("table without a length", [0x20, 0, 0, 0]),
        ("string longer than its table", [0x20, 0, 0, 0, 0, 8, 1, 0x61, 0x53, 0, 0, 0, 5, 1, 2, 3, 4, 5]),
        ("string of negative length", [0x20, 0, 0, 0, 0, 7, 1, 0x61, 0x53, 0xFF, 0xFF, 0xFF, 0xFF]),
        ("key longer than its table", [0x20, 0, 0, 0, 0, 2, 9, 0x61]),
        ("value missing", [0x20, 0, 0, 0, 0, 2, 1, 0x61]),
        ("inner table longer than the outer", [0x20, 0, 0, 0, 0, 7, 1, 0x61, 0x46, 0, 0, 0, 3, 1, 0x61, 0x56]),
        ("unknown value type", [0x20, 0, 0, 0, 0, 3, 1, 0x61, 0x3F]),
        ("continued flags", [0x00, 0x01, 0, 0]),
        ("flags continued for ever", Array(repeating: 0xFF, count: 64)),
        ("no flags", []),
        ("half of the flags", [0x20]),
        ("missing short string", [0x80, 0]),
        ("short string too long", [0x80, 0, 5, 0x61]),
        ("missing timestamp", [0x00, 0x40, 0, 0, 0]),
    ])
    func `refuses hostile properties`(name: String, bytes: [UInt8]) {
        #expect(throws: Self.malformed) { try self.decodeProperties(bytes) }
    }

    @Test func `tables nest to the limit and no deeper`() throws {
        #expect(throws: Never.self) { try self.decodeProperties(self.nested(CodecPool.maximumDepth)) }
        #expect(throws: Self.malformed) { try self.decodeProperties(self.nested(CodecPool.maximumDepth + 1)) }
        #expect(throws: Self.malformed) { try self.decodeProperties(self.nested(10_000)) }
    }

    @Test func `refuses a content header of another class or too short`() {
        var decoder = Decoder()
        let classless = ByteBuffer(bytes: [0, 61, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        let short = ByteBuffer(bytes: [0, 60, 0, 0, 0, 0])

        #expect(throws: Self.malformed) { try decoder.header(classless) }
        #expect(throws: Self.malformed) { try decoder.header(short) }
    }

    @Test func `random methods and properties give values or a typed error`() {
        var random = SeededRandom(seed: Seeds.draw("methods"))
        let ids: [[UInt8]] = [[0, 10, 0, 10], [0, 60, 0, 60], [0, 60, 0, 50], [0, 50, 0, 11], [0, 20, 0, 40]]
        let kinds = Array("tbBsuIilLfdDSATFVx".utf8)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                switch Int.random(in: 0...3, using: &random) {
                case 0: UInt8.random(in: 0...255, using: &random)
                case 1: kinds.randomElement(using: &random) ?? 0
                default: UInt8.random(in: 0...4, using: &random)
                }
            }
            for id in ids { _ = try? self.decodeMethod(id + bytes) }
            _ = try? self.decodeProperties([0x20, 0] + bytes)
            _ = try? self.decodeProperties(bytes)
        }
    }
}
