import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Calls a remote signing service and turns what goes wrong into errors that say who can mend it.
struct RemoteSigningConnection: Sendable {
    /// Largest answer that is read. Unit: bytes.
    static let answerLimitBytes = 1 << 20

    let http: HTTPClient
    let configuration: RemoteSignerConfiguration

    /// Takes an address.
    ///
    /// - Throws: ``SignerError`` with `unreachable` when the address is none, or would send digests and PIN unencrypted
    ///   over a network.
    init(http: HTTPClient, configuration: RemoteSignerConfiguration) throws(SignerError) {
        guard let address = URLComponents(string: configuration.baseURL), let host = address.host,
            address.scheme == "https" || (address.scheme == "http" && ["127.0.0.1", "localhost", "::1"].contains(host))
        else {
            throw SignerError(code: .unreachable, message: "\(configuration.baseURL) is no https address")
        }
        self.http = http
        self.configuration = configuration
    }

    /// One call.
    ///
    /// - Throws: ``SignerError``.
    func call<Request: Encodable, Answer: Decodable>(
        _ method: String, _ message: Request, as type: Answer.Type = Answer.self
    ) async throws(SignerError) -> Answer {
        let (status, body) = try await self.exchange(method, message)
        guard status == 200 else { throw Self.refusal(method, status, body) }
        do {
            return try JSONDecoder().decode(Answer.self, from: body)
        } catch {
            throw SignerError(code: .badAnswer, message: "\(method): the answer is not in the form of the protocol")
        }
    }

    private func exchange<Request: Encodable>(_ method: String, _ message: Request) async throws(SignerError) -> (UInt, Data) {
        do {
            var request = HTTPClientRequest(url: "\(self.configuration.baseURL)/csc/v2/\(method)")
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/json")
            request.headers.add(name: "Authorization", value: "Bearer \(self.configuration.accessToken.text)")
            request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(message)))
            let milliseconds = Int64(self.configuration.timeout / .milliseconds(1))
            let response = try await self.http.execute(request, timeout: .milliseconds(milliseconds))
            let body = try await response.body.collect(upTo: Self.answerLimitBytes)
            return (response.status.code, Data(body.readableBytesView))
        } catch let error as HTTPClientError where [.deadlineExceeded, .readTimeout, .connectTimeout].contains(error) {
            throw SignerError(code: .timedOut, message: "\(method): no answer within \(self.configuration.timeout)")
        } catch is NIOTooManyBytesError {
            throw SignerError(code: .badAnswer, message: "\(method): more than \(Self.answerLimitBytes) bytes came back")
        } catch is CancellationError {
            throw SignerError(code: .closed, message: "\(method): the caller gave up")
        } catch {
            throw SignerError(code: .unreachable, message: "\(method): \(error)")
        }
    }

    /// What an error answer means. The service's own sentence is not repeated, for it may name the holder.
    private static func refusal(_ method: String, _ status: UInt, _ body: Data) -> SignerError {
        let name = Self.name(in: body)
        let code: SignerError.Code =
            switch (status, name) {
            case (_, "invalid_pin"): .pinWrong
            case (_, "pin_locked"), (_, "pin_blocked"): .pinLocked
            case (401, _), (_, "invalid_token"), (_, "access_denied"), (_, "invalid_otp"): .unauthorized
            case (_, "invalid_credential"), (_, "invalid_credential_id"), (404, _): .keyMissing
            case (_, "unsupported_algorithm"): .unsupportedScheme
            case (403, _), (_, "user_rejected"), (_, "authorization_denied"): .refused
            case (408, _), (504, _): .timedOut
            case (502, _), (503, _), (429, _): .unreachable
            default: .moduleFailed
            }
        return SignerError(code: code, message: "\(method): HTTP \(status)\(name.map { ", \($0)" } ?? "")")
    }

    /// The code of an error answer; `nil` when a proxy answered with a page of its own.
    private static func name(in body: Data) -> String? {
        do {
            let text = try JSONDecoder().decode(CSC.Refusal.self, from: body).error
            return text.utf8.count <= 64 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? text : nil
        } catch {
            return nil
        }
    }
}
