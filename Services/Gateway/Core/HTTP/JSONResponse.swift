import Foundation
import Hummingbird
import NIOCore

/// JSON answers.
enum JSONResponse {
    /// A response with a JSON body.
    ///
    /// - Throws: `EncodingError` for a value JSON cannot hold, which is a fault of the program.
    static func make(
        _ body: some Encodable & Sendable, status: HTTPResponse.Status = .ok, mediaType: String = "application/json"
    ) throws -> Response {
        Response(
            status: status, headers: [.contentType: mediaType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try self.bytes(body) + [0x0A])))
    }

    /// The JSON text, members in alphabetical order.
    ///
    /// - Throws: `EncodingError` for a value JSON cannot hold.
    static func bytes(_ body: some Encodable & Sendable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(body)
    }
}
