import AsyncHTTPClient
import Foundation
import Glibc
import NIOCore
import NIOHTTP1

extension EdgeRig {
    /// Sends the next bytes of an upload.
    func patch(_ path: String, _ bytes: [UInt8]) async throws -> Answer {
        var request = HTTPClientRequest(url: self.base + path)
        request.method = .PATCH
        request.body = .bytes(ByteBuffer(bytes: bytes))
        return try await self.send(request, headers: ["X-Hoso-Officer": "CC001"])
    }

    /// Announces more bytes than it sends, and breaks the connection off.
    func breakOff(_ path: String, _ bytes: [UInt8], announcing count: Int) throws {
        let port = try Self.require(UInt16(self.base.split(separator: ":").last ?? ""), "a port")
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(connection) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw BreakOffFailed(what: "connect: \(errno)") }
        let head = "PATCH \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Hoso-Officer: CC001\r\nContent-Length: \(count)\r\n\r\n"
        let message = Array(head.utf8) + bytes
        var sent = 0
        while sent < message.count {
            let written = message.withUnsafeBytes { buffer in
                buffer.baseAddress.map { write(connection, $0 + sent, buffer.count - sent) } ?? -1
            }
            guard written > 0 else { throw BreakOffFailed(what: "write: \(errno)") }
            sent += written
        }
    }

    private static func require<Value>(_ value: Value?, _ what: String) throws -> Value {
        guard let value else { throw BreakOffFailed(what: what) }
        return value
    }
}

/// A connection could not be made or used.
struct BreakOffFailed: Error {
    let what: String
}
