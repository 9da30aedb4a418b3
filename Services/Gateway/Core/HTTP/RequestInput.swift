import BlobStore
import Clocks
import Foundation
import GatewayDomain
import Hummingbird

/// What a route takes from its request, checked.
struct RequestInput: Sendable {
    /// The largest JSON body. Unit: bytes.
    static let bodyLimit = 1_048_576

    let request: Request
    let context: EdgeRequestContext

    /// Reads the body with `read`; every fault is found, and nothing unknown is let through.
    ///
    /// - Throws: ``Problem`` 413, ``JSONSyntaxError``, ``InputFaults``.
    func body<Value>(_ read: (inout JSONReader) -> Value) async throws -> Value {
        var reader = JSONReader(try JSONParser.parse(try await self.bytes()))
        let value = read(&reader)
        try reader.finish()
        return value
    }

    /// Reads a body that must be empty or `{}`.
    func noBody() async throws {
        let bytes = try await self.bytes()
        guard !bytes.isEmpty else { return }
        var reader = JSONReader(try JSONParser.parse(bytes))
        try reader.finish()
    }

    /// The whole body, within the limit.
    func bytes() async throws -> [UInt8] {
        if let length = self.request.headers[.contentLength].flatMap({ Int64($0) }), length > Self.bodyLimit {
            throw Problem.tooLarge(limitBytes: Int64(Self.bodyLimit))
        }
        var bytes: [UInt8] = []
        for try await chunk in self.request.body {
            guard bytes.count + chunk.readableBytes <= Self.bodyLimit else {
                throw Problem.tooLarge(limitBytes: Int64(Self.bodyLimit))
            }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
    }

    /// The `Idempotency-Key`, without which nothing new is made.
    func idempotencyKey() throws -> String {
        guard let header = self.request.headers[.idempotencyKey] else {
            throw Self.fault("header:Idempotency-Key", .missing, "phải có khóa chống trùng", "must be there")
        }
        guard let key = HeaderText.idempotencyKey(header) else {
            throw Self.fault(
                "header:Idempotency-Key", .malformed, "1 đến 255 ký tự ASCII", "must be 1 to 255 visible ASCII characters")
        }
        return key
    }

    /// A part of the path as it was meant.
    func path(_ name: String) throws -> String {
        guard let raw = self.context.parameters.get(name), let text = PercentDecoding.decode(raw) else {
            throw Self.fault("path:\(name)", .malformed, "không đọc được", "cannot be read")
        }
        return text
    }

    /// A part of the path that is an id.
    func identifier(_ name: String) throws -> Identifier {
        guard let id = Identifier(try self.path(name)) else {
            throw Self.fault("path:\(name)", .malformed, "phải là UUID", "must be a UUID")
        }
        return id
    }

    /// A part of the path that is a code.
    func code(_ name: String) throws -> String {
        let code = try self.path(name)
        guard HeaderText.isCode(code) else {
            throw Self.fault("path:\(name)", .malformed, "phải là mã", "must be a code")
        }
        return code
    }

    /// The query, of which only these names are known.
    ///
    /// - Throws: ``InputFaults`` for other names, repeated names and broken escapes.
    func query(_ names: Set<String>) throws -> QueryInput {
        try QueryInput(self.request.uri.query ?? "", names: names)
    }

    static func fault(_ pointer: String, _ code: InputFault.Code, _ vi: String, _ en: String) -> InputFaults {
        InputFaults([InputFault(pointer: pointer, code: code, expectedVi: vi, expectedEn: en)])
    }
}
