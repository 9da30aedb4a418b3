public import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Asks the services of authorities over HTTP: bounded in time and size, and every failure says who and what.
///
/// What comes back is signed by the authority, so plain `http` is as good as `https`.
public struct ServiceCaller: Sendable {
    /// Lives as long as the process. An authority that refuses connections is down now: trying again until the time is
    /// up, as the client does by itself, would keep the next authority waiting.
    private static let standard: HTTPClient = {
        // The time for connecting counts while a question waits for a connection too; each question has its own limit.
        var configuration = HTTPClient.Configuration(timeout: .init(connect: .minutes(10)))
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    private let client: HTTPClient
    private let timeout: Duration
    private let headers: [String: String]

    /// Makes a caller.
    ///
    /// - Parameters:
    ///   - client: The HTTP client; it is not shut down here. `nil` takes one that every caller without its own shares.
    ///   - timeout: For one question, from connecting to the last byte.
    ///   - headers: Sent with every question, such as what a proxy wants.
    public init(client: HTTPClient? = nil, timeout: Duration = .seconds(10), headers: [String: String] = [:]) {
        self.client = client ?? Self.standard
        self.timeout = timeout
        self.headers = headers
    }

    /// Sends bytes and returns the whole answer.
    ///
    /// - Parameters:
    ///   - body: What is sent.
    ///   - url: An `http` or `https` address.
    ///   - type: The media type of `body`.
    ///   - limitBytes: Largest answer. Unit: bytes.
    public func post(_ body: [UInt8], to url: String, type: String, limitBytes: Int) async throws(ServiceFault) -> [UInt8] {
        var request = try self.request(url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: type)
        request.body = .bytes(body)
        return try await self.answer(request, limitBytes)
    }

    /// Fetches a file.
    ///
    /// - Parameters:
    ///   - url: An `http` or `https` address.
    ///   - limitBytes: Largest answer. Unit: bytes.
    public func get(_ url: String, limitBytes: Int) async throws(ServiceFault) -> [UInt8] {
        try await self.answer(try self.request(url), limitBytes)
    }

    private func request(_ url: String) throws(ServiceFault) -> HTTPClientRequest {
        let lower = url.lowercased()
        guard lower.hasPrefix("http://") || lower.hasPrefix("https://") else {
            throw ServiceFault(url: url, kind: .badAddress, detail: "neither http nor https")
        }
        var request = HTTPClientRequest(url: url)
        for (name, value) in self.headers { request.headers.add(name: name, value: value) }
        return request
    }

    private func answer(_ request: HTTPClientRequest, _ limitBytes: Int) async throws(ServiceFault) -> [UInt8] {
        let url = request.url
        let result: Result<[UInt8], ServiceFault> = await withTaskGroup { group in
            group.addTask { await self.exchange(request, limitBytes) }
            group.addTask {
                do {
                    try await Task.sleep(for: self.timeout)
                    return .failure(ServiceFault(url: url, kind: .timedOut, detail: "no whole answer within \(self.timeout)"))
                } catch {
                    return .failure(ServiceFault(url: url, kind: .unreachable, detail: "the question was cancelled"))
                }
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(ServiceFault(url: url, kind: .unreachable, detail: "nothing was asked"))
        }
        return try result.get()
    }

    private func exchange(_ request: HTTPClientRequest, _ limitBytes: Int) async -> Result<[UInt8], ServiceFault> {
        let url = request.url
        do {
            let nanoseconds = max(1, Int64(self.timeout / .nanoseconds(1)))
            let response = try await self.client.execute(request, timeout: .nanoseconds(nanoseconds))
            guard response.status == .ok else {
                return .failure(ServiceFault(url: url, kind: .badStatus, detail: "HTTP status \(response.status.code)"))
            }
            let body = try await response.body.collect(upTo: limitBytes)
            return .success(Array(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            return .failure(ServiceFault(url: url, kind: .tooLarge, detail: "more than \(limitBytes) bytes"))
        } catch let error as HTTPClientError where error == .deadlineExceeded || error == .connectTimeout || error == .readTimeout {
            return .failure(ServiceFault(url: url, kind: .timedOut, detail: "\(error)"))
        } catch let error as HTTPClientError where error == .invalidURL || error == .emptyHost || error == .emptyScheme {
            return .failure(ServiceFault(url: url, kind: .badAddress, detail: "\(error)"))
        } catch {
            return .failure(ServiceFault(url: url, kind: .unreachable, detail: "\(error)"))
        }
    }
}
