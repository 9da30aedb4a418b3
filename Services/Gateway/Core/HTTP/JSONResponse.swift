import Foundation
import Hummingbird
import NIOCore

/// JSON answers.
enum JSONResponse {
    /// A response with a JSON body; what cannot be encoded becomes an empty 500.
    static func make(
        _ body: some Encodable & Sendable, status: HTTPResponse.Status = .ok, mediaType: String = "application/json"
    ) -> Response {
        guard let bytes = self.bytes(body) else { return Response(status: .internalServerError) }
        return Response(
            status: status, headers: [.contentType: mediaType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes + [0x0A])))
    }

    /// The JSON text, members in alphabetical order.
    static func bytes(_ body: some Encodable & Sendable) -> Data? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try? encoder.encode(body)
    }
}
