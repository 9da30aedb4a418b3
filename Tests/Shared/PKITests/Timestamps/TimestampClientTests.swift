import AuthoritySupport
import Clocks
import PKI
import TestSupport
import Testing

@Suite struct TimestampClientTests {
    static let now = TestServices.signing
    static let imprint = DigestAlgorithm.sha256.digest(Array("giá trị chữ ký".utf8))

    /// A client that asks addresses at the frozen time.
    static func client(
        _ services: TestServices, _ urls: [String], now: UTCInstant = Self.now, timeout: Duration = .seconds(180)
    ) throws -> TimestampClient {
        TimestampClient(
            authorities: urls.enumerated().map { TimestampAuthority(name: "TSA \($0 + 1)", url: $1) }, trust: try services.trust(),
            caller: services.caller(at: Self.now, timeout: timeout), clock: FixedClock(now), identifiers: SequentialIdentifiers())
    }

    @Test(arguments: ["tsa", "tsa2"])
    func `R39 obtains a timestamp that states the time and is about what was asked`(_ name: String) async throws {
        let services = try await TestServices.shared()

        let token = try await Self.client(services, [services.url("tsa/\(name)")]).timestamp(imprint: Self.imprint)

        #expect(token.imprint == Self.imprint)
        #expect(token.imprintAlgorithm == .sha256)
        #expect(token.generatedAt == Self.now)
        #expect(token.nonce != nil)
        #expect(token.signer == (try services.certificate(name)))
        #expect(!token.serialNumberHex.isEmpty)
    }

    @Test func `asks the next authority when one does not answer`() async throws {
        let services = try await TestServices.shared()

        let token = try await Self.client(
            services, ["http://127.0.0.1:1/", services.url("tsa/unknown"), services.url("tsa/tsa")]
        ).timestamp(imprint: Self.imprint)

        #expect(token.generatedAt == Self.now)
    }

    @Test func `says of every authority what it did`() async throws {
        let services = try await TestServices.shared()
        let client = try Self.client(services, ["ftp://tsa.test/", "http://127.0.0.1:1/", services.url("tsa/unknown")])

        let error = await #expect(throws: PKIError.self) { try await client.timestamp(imprint: Self.imprint) }

        #expect(error?.code == .timestampRefused)
        let message = error?.message ?? ""
        #expect(message.contains("TSA 1 (ftp://tsa.test/: badAddress"), "\(message)")
        #expect(message.contains("TSA 2 (http://127.0.0.1:1/: unreachable"), "\(message)")
        #expect(message.contains("badStatus, HTTP status 404"), "\(message)")
    }

    @Test func `says that no authority is configured`() async throws {
        let client = try Self.client(try await TestServices.shared(), [])

        let error = await #expect(throws: PKIError.self) { try await client.timestamp(imprint: Self.imprint) }

        #expect(error?.message == "no timestamp authority is configured")
    }

    @Test(arguments: [("tsa-soft", "notTrusted"), ("not-a-tsa", "notTrusted"), ("tsa-short", "notTrusted")])
    func `refuses who may not stamp`(_ name: String, _ kind: String) async throws {
        let services = try await TestServices.shared()
        let client = try Self.client(services, [services.url("tsa/\(name)")])

        let error = await #expect(throws: PKIError.self) { try await client.timestamp(imprint: Self.imprint) }

        #expect(error?.message.contains(kind) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [Duration.seconds(301), .seconds(-301), .seconds(86_400 * 365)])
    func `refuses an authority whose clock is wrong`(_ difference: Duration) async throws {
        let services = try await TestServices.shared()
        let client = try Self.client(services, [services.url("tsa/tsa")], now: Self.now + difference)

        let error = await #expect(throws: PKIError.self) { try await client.timestamp(imprint: Self.imprint) }

        #expect(error?.message.contains("wrongTime") == true, "\(error?.message ?? "")")
    }

    @Test func `refuses an authority nobody trusts`() async throws {
        let services = try await TestServices.shared()
        let client = TimestampClient(
            authorities: [TimestampAuthority(name: "TSA", url: services.url("tsa/tsa"))], trust: try TestAuthority().trust,
            caller: services.caller(at: Self.now), clock: FixedClock(Self.now), identifiers: SequentialIdentifiers())

        let error = await #expect(throws: PKIError.self) { try await client.timestamp(imprint: Self.imprint) }

        #expect(error?.message.contains("NO_CERTIFICATE_CHAIN_FOUND") == true, "\(error?.message ?? "")")
    }

    @Test func `refuses an answer to another question`() async throws {
        let services = try await TestServices.shared()
        let caller = services.caller(at: Self.now)
        let url = services.url("tsa/tsa")
        let kept = try TimestampRequest(algorithm: .sha256, imprint: Self.imprint, nonce: [1, 2, 3])
        let replayed = try await caller.post(kept.derBytes, to: url, type: "application/timestamp-query", limitBytes: 65_536)

        let messages = try await LocalServer.with { _, _ in LocalServer.Answer(body: replayed) } _: { address in
            let client = try Self.client(services, [address])
            let same = await #expect(throws: PKIError.self) { try await client.timestamp(imprint: Self.imprint) }
            let other = await #expect(throws: PKIError.self) { try await client.timestamp(imprint: Array(Self.imprint.reversed())) }
            return [same?.message ?? "", other?.message ?? ""]
        }

        #expect(messages[0].contains("answers another question"), "\(messages)")
        #expect(messages[1].contains("about something else"), "\(messages)")
    }

    @Test(arguments: [
        (LocalServer.Answer(status: 503), "HTTP status 503"),
        (LocalServer.Answer(body: []), "malformed"),
        (LocalServer.Answer(body: Array("<html>maintenance</html>".utf8)), "malformed"),
        (LocalServer.Answer(body: [UInt8](repeating: 0x30, count: 70_000)), "tooLarge"),
        (LocalServer.Answer(body: [0x30, 0x0C, 0x30, 0x0A, 0x02, 0x01, 0x02, 0x30, 0x05, 0x0C, 0x03, 0x62, 0x61, 0x64]), "refused, status 2 bad"),
    ])
    func `says what a broken authority answered`(_ answer: LocalServer.Answer, _ words: String) async throws {
        let services = try await TestServices.shared()

        let message = try await LocalServer.with { _, _ in answer } _: { address in
            let client = try Self.client(services, [address])
            return (await #expect(throws: PKIError.self) { try await client.timestamp(imprint: Self.imprint) })?.message ?? ""
        }

        #expect(message.contains(words), "\(message)")
    }

    @Test func `does not wait for an authority that never answers`() async throws {
        let services = try await TestServices.shared()

        let message = try await LocalServer.with { _, _ in
            try await Task.sleep(for: .seconds(600))
            return LocalServer.Answer()
        } _: { address in
            let client = try Self.client(services, [address], timeout: .milliseconds(300))
            return (await #expect(throws: PKIError.self) { try await client.timestamp(imprint: Self.imprint) })?.message ?? ""
        }

        #expect(message.contains("timedOut"), "\(message)")
    }
}
