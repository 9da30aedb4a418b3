import GRPCCore
import SwiftProtobuf

/// Protobuf on the wire; the library's own coding is no dependency of the tests.
struct PlainCoding<Body: Message>: MessageSerializer, MessageDeserializer {
    func serialize<Bytes: GRPCContiguousBytes>(_ message: Body) throws -> Bytes { Bytes(try message.serializedBytes() as [UInt8]) }

    func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> Body {
        try Body(serializedBytes: bytes.withUnsafeBytes { Array($0) })
    }
}
