import AMQP
import Clocks
import GRPCCore
import NIOCore
import Testing

@testable import GRPCAMQPTransport

@Suite struct FrameCodecTests {
    private let codec = FrameCodec()

    @Test func `an opening frame comes out as it went in`() throws {
        var frame = Frame(.open, callID: "7f")
        frame.replyTo = "rpc.reply.desk"
        frame.metadata = ["a": "1", "b-bin": .binary([0, 255]), "a": "2", "b-bin": .binary([])]
        frame.messages = [AMQPTransportBytes([1, 2, 3])]
        frame.isEnd = true
        frame.credit = 4_096
        frame.deadline = UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_001)
        frame.methodType = .serverStreaming

        let (properties, body) = try self.codec.encode(frame)
        let read = try self.codec.decode(properties, body)

        #expect(read.kind == .open)
        #expect(read.callID == "7f")
        #expect(read.replyTo == "rpc.reply.desk")
        #expect(read.metadata.map { Array($0[stringValues: "a"]) } == ["1", "2"])
        #expect(read.metadata.map { Array($0[binaryValues: "b-bin"]) } == [[0, 255], []])
        #expect(read.messages == frame.messages)
        #expect(read.isEnd)
        #expect(read.credit == 4_096)
        #expect(read.deadline == frame.deadline)
        #expect(read.methodType == .serverStreaming)
        #expect(read.status == nil)
    }

    @Test func `a whole unary reply is one frame`() throws {
        var frame = Frame(.data, callID: "1")
        frame.metadata = ["initial": "yes"]
        frame.messages = [AMQPTransportBytes([])]
        frame.status = Status(code: .notFound, message: "không có hồ sơ này")
        frame.trailers = ["trailer": "yes", "grpc-status-details-bin": .binary([8, 5])]

        let (properties, body) = try self.codec.encode(frame)
        let read = try self.codec.decode(properties, body)

        #expect(properties.headers["grpc-status"] == .int64(5))
        #expect(properties.headers["grpc-status-details-bin"] == .bytes([8, 5]))
        #expect(read.metadata == ["initial": "yes"])
        #expect(read.messages == [AMQPTransportBytes([])])
        #expect(read.status == frame.status)
        #expect(read.trailers == frame.trailers)
    }

    @Test func `a status alone has no initial metadata`() throws {
        var frame = Frame(.data, callID: "1")
        frame.status = Status(code: .unimplemented, message: "")

        let (properties, body) = try self.codec.encode(frame)

        #expect(try self.codec.decode(properties, body).metadata == nil)
    }

    @Test func `keys are lower case on the wire and gRPC's own are left out`() throws {
        var frame = Frame(.open, callID: "1")
        frame.metadata = ["Mixed-Case": "x", "grpc-timeout": "1S", "grpc-status": "0"]

        let headers = try self.codec.encode(frame).properties.headers

        #expect(headers["mixed-case"] == .string("x"))
        #expect(headers["grpc-timeout"] == nil)
        #expect(headers["grpc-status"] == nil)
    }

    @Test(arguments: ["hoso-rpc-end", "Hoso-RPC-Credit", "", "with space", "tiếng", String(repeating: "k", count: 256)])
    func `refuses a key that may not travel`(key: String) throws {
        var frame = Frame(.open, callID: "1")
        frame.metadata = [key: "x"]

        let error = try #require(throws: RPCError.self) { try self.codec.encode(frame) }

        #expect(error.code == .invalidArgument)
    }

    @Test(arguments: [(16 * 1_024, true), (16 * 1_024 + 1, false)])
    func `metadata may have 16 KiB`(sizeBytes: Int, fits: Bool) throws {
        var frame = Frame(.open, callID: "1")
        frame.metadata = ["k": .string(String(repeating: "v", count: sizeBytes - 1))]
        let generous = FrameCodec(limits: WireLimits(messageBytes: 0, metadataBytes: 1_000_000))
        let (properties, body) = try generous.encode(frame)

        #expect(((try? self.codec.encode(frame)) != nil) == fits)
        #expect(((try? self.codec.decode(properties, body)) != nil) == fits)
    }

    @Test func `reads a client that sends a timeout instead of a deadline`() throws {
        let properties = Self.properties(["grpc-timeout": "29999000u"])

        #expect(try self.codec.decode(properties, ByteBuffer()).timeout == .milliseconds(29_999))
    }

    @Test(arguments: [
        ["hoso-rpc-sequence": -1], ["hoso-rpc-sequence": "0"], ["hoso-rpc-credit": .double(1)],
        ["hoso-rpc-deadline": "soon"], ["grpc-timeout": "soon"], ["grpc-timeout": 5], ["grpc-status": .void],
        ["grpc-status": "five"], ["key": .bytes([0xFF, 0xFE])], ["key": .array([.bytes([0xC3])])],
    ] as [AMQPTable])
    func `refuses junk in headers that mean something`(headers: AMQPTable) throws {
        let error = try #require(throws: RPCError.self) {
            try self.codec.decode(Self.properties(headers), ByteBuffer())
        }

        #expect(error.code == .internalError)
    }

    @Test func `leaves out headers that cannot be metadata`() throws {
        let headers: AMQPTable = [
            "x-death": .array([.table(["count": 1])]), "flag": true, "number": 5, "none": .void, "with space": "x",
            "time": .timestamp(1), "kept": "yes", "raw": .bytes(Array("chữ".utf8)), "mixed": .array(["a", 1, "b"]),
        ]

        let metadata = try #require(try self.codec.decode(Self.properties(headers), ByteBuffer()).metadata)

        #expect(metadata == ["kept": "yes", "raw": "chữ", "mixed": "a", "mixed": "b"])
    }

    @Test(arguments: [nil, "", "rpc.unknown", "grpc"])
    func `refuses an unknown type`(type: String?) {
        #expect(throws: RPCError.self) {
            try self.codec.decode(AMQPProperties(correlationID: "1", type: type), ByteBuffer())
        }
    }

    @Test func `reads an unknown status code as unknown`() throws {
        var properties = Self.properties(["grpc-status": 99])
        properties.type = Frame.Kind.data.rawValue

        #expect(try self.codec.decode(properties, ByteBuffer()).status?.code == .unknown)
    }

    @Test func `survives random headers and bodies`() {
        var random = SeededRandom.announced("frames")
        let names = [
            HeaderName.sequence, HeaderName.end, HeaderName.credit, HeaderName.address, HeaderName.deadline,
            HeaderName.initial, HeaderName.trailers, HeaderName.status, HeaderName.message, HeaderName.details,
            HeaderName.timeout, "a", "a-bin", "Ä", "",
        ]
        for _ in 0..<20_000 {
            var headers = AMQPTable()
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                headers.append(names.randomElement(using: &random) ?? "a", Self.value(depth: 2, &random))
            }
            var properties = Self.properties(headers)
            properties.type = Frame.Kind.allCases.randomElement(using: &random)?.rawValue
            let body = ByteBuffer(bytes: random.bytes(Int.random(in: 0...12, using: &random)))

            guard let frame = try? self.codec.decode(properties, body) else { continue }
            _ = try? self.codec.encode(frame)
        }
    }

    private static func properties(_ headers: AMQPTable) -> AMQPProperties {
        AMQPProperties(correlationID: "1", replyTo: "c", type: Frame.Kind.open.rawValue, headers: headers)
    }

    private static func value(depth: Int, _ random: inout SeededRandom) -> AMQPValue {
        switch Int.random(in: 0...(depth > 0 ? 8 : 6), using: &random) {
        case 0: .string(String(decoding: random.bytes(5), as: UTF8.self))
        case 1: .bytes(random.bytes(5))
        case 2: .int64(Int64.random(in: .min ... .max, using: &random))
        case 3: .bool(Bool.random(using: &random))
        case 4: .double(Double.random(in: -1e300...1e300, using: &random))
        case 5: .timestamp(UInt64.random(in: .min ... .max, using: &random))
        case 6: .void
        case 7: .array([Self.value(depth: depth - 1, &random), Self.value(depth: depth - 1, &random)])
        default: .table(AMQPTable(entries: [.init(key: "a-bin", value: Self.value(depth: depth - 1, &random))]))
        }
    }
}
