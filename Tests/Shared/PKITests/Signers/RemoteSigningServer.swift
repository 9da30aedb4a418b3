import AsyncHTTPClient
import Foundation
import Hummingbird
import HummingbirdTLS
import NIOCore
import NIOSSL
import PKI
import Synchronization

/// A remote signing service on a loopback socket, in the shape of the Cloud Signature Consortium's API v2, with real keys.
final class RemoteSigningServer: Sendable {
    /// What goes wrong on purpose.
    enum Fault: Sendable {
        case none, silent, busy, garbage, foreignKey, fewer, huge
    }

    static let accessToken = "a1b2c3"
    static let pin = "4711"
    let holders: [String: DevelopmentIdentity]
    let fault = Mutex(Fault.none)
    /// Calls seen, by method.
    let calls = Mutex<[String: Int]>([:])
    /// Digests that were authorised, by the value that proves it.
    private let authorized = Mutex<[String: [String]]>([:])
    private let foreign: DevelopmentIdentity

    init(_ holders: [String: DevelopmentIdentity], foreign: DevelopmentIdentity) {
        self.holders = holders
        self.foreign = foreign
    }

    private struct Info: Decodable { let credentialID: String }
    private struct Authorize: Decodable {
        struct Data: Decodable { let id: String, value: String }
        let credentialID: String, numSignatures: Int, hashes: [String], hashAlgorithmOID: String, authData: [Data]?
    }
    private struct Sign: Decodable {
        let credentialID: String, SAD: String, hashes: [String], hashAlgorithmOID: String, signAlgo: String, signAlgoParams: String?
    }
    private struct Refusal: Error { let status: HTTPResponse.Status, name: String }

    /// Serves while the body runs.
    ///
    /// - Parameters:
    ///   - tls: Key and certificate of the server; `nil` serves without encryption.
    ///   - client: Whom the client trusts; `nil` is for a server without encryption.
    func serve(
        tls: TLSConfiguration? = nil, client: TLSConfiguration? = nil,
        _ body: @escaping @Sendable (_ base: String, _ http: HTTPClient) async throws -> Void
    ) async throws {
        let router = Router()
        for method in ["credentials/info", "credentials/authorize", "signatures/signHash"] {
            router.post("csc/v2/\(method)") { request, _ in try await self.answer(method, request) }
        }
        let (ports, sink) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, server: try tls.map { try .tls(.http1(), tlsConfiguration: $0) } ?? .http1(), configuration: .init(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { sink.yield($0.localAddress?.port ?? 0) })
        var settings = HTTPClient.Configuration()
        settings.connectionPool.retryConnectionEstablishment = false
        // Waiting for a free connection counts as connecting; each question ends by its own time.
        settings.timeout.connect = .minutes(10)
        settings.tlsConfiguration = client
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        let result: Result<Void, any Error>
        do {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await application.run() }
                tasks.addTask {
                    for await port in ports {
                        try await body(tls == nil ? "http://127.0.0.1:\(port)" : "https://localhost:\(port)", http)
                        return
                    }
                }
                try await tasks.next()
                tasks.cancelAll()
            }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        try await http.shutdown()
        try result.get()
    }

    private func answer(_ method: String, _ request: Request) async throws -> Response {
        self.calls.withLock { $0[method, default: 0] += 1 }
        do {
            switch self.fault.withLock({ $0 }) {
            case .silent: try await Task.sleep(for: .seconds(30))
            case .busy: throw Refusal(status: .serviceUnavailable, name: "server_error")
            case .garbage: return Self.response(.ok, Data("<html>proxy</html>".utf8))
            case .huge: return Self.response(.ok, Data(repeating: 0x20, count: 2 << 20))
            case .none, .foreignKey, .fewer: break
            }
            guard request.headers[.authorization] == "Bearer \(Self.accessToken)" else {
                throw Refusal(status: .unauthorized, name: "invalid_token")
            }
            let body = Data(try await request.body.collect(upTo: 1 << 20).readableBytesView)
            switch method {
            case "credentials/info": return try self.info(JSONDecoder().decode(Info.self, from: body))
            case "credentials/authorize": return try self.authorize(JSONDecoder().decode(Authorize.self, from: body))
            default: return try self.sign(JSONDecoder().decode(Sign.self, from: body))
            }
        } catch let refusal as Refusal {
            return Self.response(refusal.status, Data(#"{"error":"\#(refusal.name)","error_description":"Nguyễn Thị Hương"}"#.utf8))
        }
    }

    private func holder(_ id: String) throws -> DevelopmentIdentity {
        guard let holder = self.holders[id] else { throw Refusal(status: .badRequest, name: "invalid_credential_id") }
        return holder
    }

    private func info(_ message: Info) throws -> Response {
        let holder = try self.holder(message.credentialID)
        let algorithms =
            switch holder.certificate.key {
            case .rsa: ["1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10"]
            case .p256: ["1.2.840.10045.4.3.2"]
            default: ["1.2.840.10045.4.3.3"]
            }
        let certificates = ([holder.certificate] + holder.chain).map { Data($0.derBytes).base64EncodedString() }
        return try Self.json([
            "key": ["status": "enabled", "algo": algorithms], "cert": ["status": "valid", "certificates": certificates],
            "auth": ["mode": "explicit"], "multisign": 5,
        ])
    }

    private func authorize(_ message: Authorize) throws -> Response {
        _ = try self.holder(message.credentialID)
        guard message.authData?.first(where: { $0.id == "PIN" })?.value == Self.pin else {
            throw Refusal(status: .badRequest, name: "invalid_pin")
        }
        guard message.numSignatures == message.hashes.count, message.hashes.count <= 5 else {
            throw Refusal(status: .badRequest, name: "invalid_request")
        }
        let proof = UUID().uuidString
        self.authorized.withLock { $0[proof] = message.hashes }
        return try Self.json(["SAD": proof, "expiresIn": 60])
    }

    private func sign(_ message: Sign) throws -> Response {
        let holder = try self.holder(message.credentialID)
        // Each authorisation is good for its own digests and once.
        guard self.authorized.withLock({ $0.removeValue(forKey: message.SAD) }) == message.hashes else {
            throw Refusal(status: .badRequest, name: "invalid_request")
        }
        guard let scheme = Self.scheme(message) else { throw Refusal(status: .badRequest, name: "unsupported_algorithm") }
        let fault = self.fault.withLock { $0 }
        let signer = try (fault == .foreignKey ? self.foreign : holder).signer()
        var values = try message.hashes.map { text in
            let digest = Array(Data(base64Encoded: text) ?? Data())
            return Data(try signer.sign(digest: digest, scheme: scheme)).base64EncodedString()
        }
        if fault == .fewer { values.removeLast() }
        return try Self.json(["signatures": values])
    }

    private static func scheme(_ message: Sign) -> SignatureScheme? {
        switch (message.signAlgo, message.hashAlgorithmOID) {
        case ("1.2.840.113549.1.1.11", "2.16.840.1.101.3.4.2.1"): .rsaPKCS1SHA256
        case ("1.2.840.113549.1.1.10", "2.16.840.1.101.3.4.2.1"): message.signAlgoParams == nil ? nil : .rsaPSSSHA256
        case ("1.2.840.10045.4.3.2", "2.16.840.1.101.3.4.2.1"): .ecdsaP256SHA256
        case ("1.2.840.10045.4.3.3", "2.16.840.1.101.3.4.2.2"): .ecdsaP384SHA384
        default: nil
        }
    }

    private static func json(_ value: [String: Any]) throws -> Response {
        Self.response(.ok, try JSONSerialization.data(withJSONObject: value))
    }

    private static func response(_ status: HTTPResponse.Status, _ body: Data) -> Response {
        Response(status: status, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}
