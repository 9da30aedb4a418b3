import AMQP
import Foundation
import NIOCore
import Postgres

/// A message as it came, in a form that can be kept in a table.
struct ReceivedMessage: Hashable, Sendable {
    let exchange: String
    let routingKey: String
    let contentType: String?
    /// Texts as they are; other values in a readable form.
    let headers: [String: String]
    let body: [UInt8]

    init(exchange: String, routingKey: String, contentType: String?, headers: [String: String], body: [UInt8]) {
        self.exchange = exchange
        self.routingKey = routingKey
        self.contentType = contentType
        self.headers = headers
        self.body = body
    }

    init(_ delivery: AMQPDelivery) {
        self.init(
            exchange: Self.storable(delivery.exchange),
            routingKey: Self.storable(delivery.routingKey),
            contentType: delivery.properties.contentType.map(Self.storable),
            headers: Dictionary(
                delivery.properties.headers.entries.map { (Self.storable($0.key), Self.text($0.value)) },
                uniquingKeysWith: { first, _ in first }),
            body: Array(buffer: delivery.body))
    }

    /// The headers as PostgreSQL keeps them.
    var headersJSON: JSONText {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return JSONText(String(decoding: try encoder.encode(self.headers), as: UTF8.self))
        }
    }

    /// The headers from what PostgreSQL kept.
    static func headers(_ json: JSONText) throws -> [String: String] {
        try JSONDecoder().decode([String: String].self, from: Data(json.text.utf8))
    }

    private static func text(_ value: AMQPValue) -> String {
        switch value {
        case .string(let text): Self.storable(text)
        case .bytes(let bytes): "base64:" + Data(bytes).base64EncodedString()
        case .bool(let value): "\(value)"
        case .int64(let value): "\(value)"
        case .double(let value): "\(value)"
        case .timestamp(let value): "\(value)"
        case .void: ""
        case .table, .array: Self.storable("\(value)")
        }
    }

    /// PostgreSQL's text cannot hold NUL.
    private static func storable(_ text: String) -> String {
        text.utf8.contains(0) ? text.replacingOccurrences(of: "\0", with: "\u{FFFD}") : text
    }
}
