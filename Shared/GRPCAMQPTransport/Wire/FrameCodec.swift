import AMQP
import Clocks
import GRPCCore
import NIOCore

/// Frames as AMQP properties and body, and back; refuses what does not fit and never traps.
struct FrameCodec: Sendable {
    var limits: WireLimits = .standard

    /// The content type of every frame.
    static let contentType = "application/grpc"

    /// Encodes a frame.
    ///
    /// - Throws: `RESOURCE_EXHAUSTED` or `INVALID_ARGUMENT` when messages or metadata may not travel.
    func encode(_ frame: Frame) throws(RPCError) -> (properties: AMQPProperties, body: ByteBuffer) {
        var headers = AMQPTable()
        if frame.kind.isNumbered { headers.append(HeaderName.sequence, .int64(frame.sequence)) }
        if frame.isEnd { headers.append(HeaderName.end, true) }
        if let credit = frame.credit { headers.append(HeaderName.credit, .int64(credit)) }
        if let address = frame.address { headers.append(HeaderName.address, .string(address)) }
        if let deadline = frame.deadline {
            headers.append(HeaderName.deadline, .int64(deadline.microsecondsSinceEpoch))
        }
        if let type = frame.methodType { headers.append(HeaderName.methodType, .string(type.wireName)) }
        if let metadata = frame.metadata {
            if frame.kind == .data { headers.append(HeaderName.initial, true) }
            try MetadataCodec.encode(metadata, into: &headers, limit: self.limits.metadataBytes)
        }
        if let status = frame.status { try self.encode(status, frame.trailers, into: &headers) }

        var body = ByteBuffer()
        if !frame.messages.isEmpty { body.reserveCapacity(frame.cost) }
        for message in frame.messages {
            try MessageFraming.append(message, to: &body, limit: self.limits.messageBytes)
        }
        let properties = AMQPProperties(
            contentType: Self.contentType, deliveryMode: .transient, correlationID: frame.callID,
            replyTo: frame.replyTo, type: frame.kind.rawValue, headers: headers)
        return (properties, body)
    }

    /// Decodes a frame.
    ///
    /// - Throws: `INTERNAL` for anything malformed, `RESOURCE_EXHAUSTED` for anything too large.
    func decode(_ properties: AMQPProperties, _ body: ByteBuffer) throws(RPCError) -> Frame {
        guard let kind = properties.type.flatMap(Frame.Kind.init(rawValue:)) else {
            throw RPCError(code: .internalError, message: "The frame's type is unknown.")
        }
        guard let callID = properties.correlationID, !callID.isEmpty else {
            throw RPCError(code: .internalError, message: "The frame has no correlation id.")
        }
        let headers = properties.headers
        var frame = Frame(kind, callID: callID)
        frame.replyTo = properties.replyTo
        frame.sequence = try self.count(headers, HeaderName.sequence) ?? 0
        frame.credit = try self.count(headers, HeaderName.credit)
        frame.isEnd = headers[HeaderName.end]?.boolValue ?? false
        frame.address = headers[HeaderName.address]?.stringValue
        frame.methodType = headers[HeaderName.methodType]?.stringValue.flatMap(MethodDescriptor.RPCType.init(wireName:))
        if kind == .open {
            frame.deadline = try self.count(headers, HeaderName.deadline).map(UTCInstant.init(microsecondsSinceEpoch:))
            frame.timeout = try self.timeout(headers)
        }
        if kind == .open || headers[HeaderName.initial]?.boolValue == true {
            frame.metadata = try MetadataCodec.decode(headers, limit: self.limits.metadataBytes)
        }
        try self.decodeStatus(headers, into: &frame)
        if kind.isNumbered {
            frame.messages = try MessageFraming.split(body, limit: self.limits.messageBytes)
        }
        return frame
    }

    private func encode(_ status: Status, _ trailers: Metadata, into headers: inout AMQPTable) throws(RPCError) {
        headers.append(HeaderName.status, .int64(Int64(status.code.rawValue)))
        var sizeBytes = status.message.utf8.count
        if !status.message.isEmpty { headers.append(HeaderName.message, .string(status.message)) }
        if let details = trailers[HeaderName.details].first(where: { _ in true }) {
            let value = MetadataCodec.value(details)
            sizeBytes += value.bytesValue?.count ?? 0
            headers.append(HeaderName.details, value)
        }
        try MetadataCodec.check(sizeBytes, limit: self.limits.metadataBytes)
        guard !trailers.isEmpty else { return }
        var table = AMQPTable()
        try MetadataCodec.encode(trailers, into: &table, limit: self.limits.metadataBytes - sizeBytes)
        if !table.isEmpty { headers.append(HeaderName.trailers, .table(table)) }
    }

    private func decodeStatus(_ headers: AMQPTable, into frame: inout Frame) throws(RPCError) {
        guard let value = headers[HeaderName.status] else { return }
        let number = value.int64Value.flatMap(Int.init(exactly:)) ?? value.stringValue.flatMap { Int($0) }
        guard let number else {
            throw RPCError(code: .internalError, message: "The status is not a number.")
        }
        let code = Status.Code(rawValue: number) ?? .unknown
        let message = headers[HeaderName.message]?.stringValue ?? ""
        var sizeBytes = message.utf8.count
        try MetadataCodec.check(sizeBytes, limit: self.limits.metadataBytes)
        frame.status = Status(code: code, message: message)
        if case .table(let table)? = headers[HeaderName.trailers] {
            frame.trailers = try MetadataCodec.decode(table, limit: self.limits.metadataBytes)
        }
        if let details = headers[HeaderName.details] {
            sizeBytes += try MetadataCodec.decode(details, forKey: HeaderName.details, into: &frame.trailers)
            try MetadataCodec.check(sizeBytes, limit: self.limits.metadataBytes)
        }
    }

    private func timeout(_ headers: AMQPTable) throws(RPCError) -> Duration? {
        guard let value = headers[HeaderName.timeout] else { return nil }
        guard let timeout = value.stringValue.flatMap(GRPCTimeout.parse) else {
            throw RPCError(code: .internalError, message: "The header \(HeaderName.timeout) is malformed.")
        }
        return timeout
    }

    /// A header that, if present, must be a number of zero or more.
    private func count(_ headers: AMQPTable, _ name: String) throws(RPCError) -> Int64? {
        guard let value = headers[name] else { return nil }
        guard let number = value.int64Value, number >= 0 else {
            throw RPCError(code: .internalError, message: "The header \(name) is not a number of zero or more.")
        }
        return number
    }
}

extension MethodDescriptor.RPCType {
    /// The name on the wire.
    var wireName: String {
        switch self {
        case .unary: "unary"
        case .clientStreaming: "client-streaming"
        case .serverStreaming: "server-streaming"
        case .bidirectionalStreaming: "bidirectional-streaming"
        }
    }

    init?(wireName: String) {
        guard let type = Self.allCases.first(where: { $0.wireName == wireName }) else { return nil }
        self = type
    }
}
