import AuthoritySupport
import Clocks
import PKI
import TestSupport
import Testing

@Suite struct TimestampTokenTests {
    static let now = TestServices.signing
    static let content = Array("nội dung được đóng dấu thời gian".utf8)

    static func token(_ name: String = "tsa", over bytes: [UInt8] = Self.content) async throws -> (TestServices, TimestampToken) {
        let services = try await TestServices.shared()
        let client = try TimestampClientTests.client(services, [services.url("tsa/\(name)")])
        return (services, try await client.timestamp(imprint: DigestAlgorithm.sha256.digest(bytes)))
    }

    @Test func `OpenSSL's command line accepts what we accept`() async throws {
        let (services, token) = try await Self.token()

        let answer = try await TemporaryDirectory.with { directory in
            try Referee.write(token.derBytes, "t.der", in: directory)
            try Referee.write(Self.content, "c.bin", in: directory)
            try Referee.write(Array(services.certificate("root").pem.utf8), "root.pem", in: directory)
            return try await Referee.openssl("ts -verify -token_in -in t.der -data c.bin -CAfile root.pem", in: directory)
        }

        #expect(answer.isSuccess, "\(answer.text)")
        #expect(token.judge(over: [Self.content[...]], trust: try services.trust(), at: Self.now).fault == nil)
    }

    @Test func `R39 a timestamp over something else is a broken one`() async throws {
        let (services, token) = try await Self.token()

        let report = token.judge(over: [(Self.content + [0])[...]], trust: try services.trust(), at: Self.now)

        #expect(report.fault == .hashFailure)
    }

    @Test func `R35 an authority is judged as of a time`() async throws {
        let (services, token) = try await Self.token()

        let before = token.judge(
            over: [Self.content[...]], trust: try services.trust(), at: TestServices.instant("1999-01-01T00:00:00Z"))
        let after = token.judge(
            over: [Self.content[...]], trust: try services.trust(), at: TestServices.instant("2061-01-01T00:00:00Z"))

        #expect(before.fault == .notYetValid)
        #expect(after.fault == .expired)
        #expect(after.path.count == 2)
    }

    @Test func `an authority nobody trusts is told from a broken token`() async throws {
        let (_, token) = try await Self.token()

        #expect(token.judge(over: [Self.content[...]], trust: try TestAuthority().trust, at: Self.now).fault == .noChain)
    }

    @Test func `a changed token never holds`() async throws {
        let (services, token) = try await Self.token()
        let trust = try services.trust()

        // Not every byte is covered by the signature (certificates that came along are not), but what matters is.
        for bytes in HostileBytes.flips(of: token.derBytes, count: 200, seed: 7) where bytes != token.derBytes {
            guard let changed = try? TimestampToken(contents: bytes) else { continue }
            let report = changed.judge(over: [Self.content[...]], trust: trust, at: Self.now)
            if report.fault == nil {
                #expect(changed.generatedAt == token.generatedAt)
                #expect(changed.imprint == token.imprint)
                #expect(changed.signer == token.signer)
            }
        }
    }

    @Test func `survives every hostile token`() async throws {
        let (_, token) = try await Self.token()

        for bytes in HostileBytes.truncations(of: token.derBytes) {
            #expect(throws: PKIError(code: .malformedTimestamp, message: "")) { try TimestampToken(contents: bytes) }
        }
        for bytes in HostileBytes.all(of: token.derBytes, seed: 1) { _ = try? TimestampToken(contents: bytes) }
    }

    @Test func `reads a token with the padding of a document timestamp`() async throws {
        let (_, token) = try await Self.token()

        #expect(try TimestampToken(contents: token.derBytes + [UInt8](repeating: 0, count: 500)) == token)
        #expect(throws: PKIError(code: .malformedTimestamp, message: "")) { try TimestampToken(contents: token.derBytes + [0, 1]) }
    }

    @Test func `does not take a signature for a timestamp`() throws {
        let signature = try TestAuthority().officer.sign(Self.content)

        #expect(throws: PKIError(code: .malformedTimestamp, message: "")) { try TimestampToken(contents: signature) }
    }
}
