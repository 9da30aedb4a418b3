import Foundation
import GatewayDomain
import GRPCCore
import Hummingbird
import NIOCore
import ServiceKit
import SwiftProtobuf

/// Messages in the JSON form that protobuf prescribes, for services whose contract is the same over gRPC and HTTP.
enum ProtoJSON {
    /// Most nested levels of a body.
    static let depthLimit = 32

    /// Reads a message; what is not strict JSON or not in the contract is refused.
    ///
    /// - Throws: `JSONSyntaxError` for damaged, doubled or too deep JSON; ``InputFaults`` for what the message has not.
    static func message<Body: Message>(_ bytes: [UInt8], as type: Body.Type = Body.self) throws -> Body {
        guard !bytes.isEmpty else { return Body() }
        // The parser of the edge goes first: it refuses NUL, lone surrogates, doubled members and depth.
        _ = try JSONParser.parse(bytes)
        var options = JSONDecodingOptions()
        options.messageDepthLimit = self.depthLimit
        do {
            return try Body(jsonUTF8Bytes: bytes, options: options)
        } catch {
            throw RequestInput.fault(
                "", .malformed, "phải theo hợp đồng \(Body.protoMessageName)", "must follow the contract \(Body.protoMessageName)")
        }
    }

    /// A response with a message; numbers of 64 bits are numbers.
    static func response(_ message: some Message, status: HTTPResponse.Status = .ok) throws -> Response {
        var options = JSONEncodingOptions()
        options.alwaysPrintInt64sAsNumbers = true
        options.useDeterministicOrdering = true
        let bytes: [UInt8] = try message.jsonUTF8Bytes(options: options)
        return Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes + [0x0A])))
    }
}
