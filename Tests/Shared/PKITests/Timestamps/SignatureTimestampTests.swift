import AuthoritySupport
import Clocks
import PKI
import TestSupport
import Testing

@Suite struct SignatureTimestampTests {
    static let content = Array("Quyết định".utf8)

    private func timestamped() async throws -> (before: [UInt8], after: [UInt8], token: TimestampToken) {
        let signature = try TestAuthority.shared(.p256).officer.sign(Self.content)
        let value = try CMSSignature(contents: signature).signatureValue()
        let (_, token) = try await TimestampTokenTests.token(over: value)
        return (signature, try CMSSignature(contents: signature).adding(timestamp: token), token)
    }

    @Test func `R39 a timestamp is put into the signature and found again`() async throws {
        let made = try await self.timestamped()

        #expect(try CMSSignature(contents: made.after).timestamps() == [made.token.derBytes])
        #expect(try CMSSignature(contents: made.before).timestamps() == [])
    }

    @Test func `the signature itself holds as before`() async throws {
        let made = try await self.timestamped()
        let authority = try TestAuthority.shared(.p256)

        let answer = try await TemporaryDirectory.with { directory in
            try Referee.write(made.after, "s.cms", in: directory)
            try Referee.write(Self.content, "c.bin", in: directory)
            try Referee.write(Array(authority.authority.root.pem.utf8), "root.pem", in: directory)
            let time = TestAuthority.now.microsecondsSinceEpoch / 1_000_000
            return try await Referee.openssl(
                "cms -verify -cades -inform DER -in s.cms -content c.bin -CAfile root.pem -purpose any -binary -attime \(time) -out /dev/null",
                in: directory)
        }

        #expect(answer.isSuccess, "\(answer.text)")
        #expect(SignatureValidator(trust: authority.trust).judge(made.after, over: Self.content).indication == .valid)
    }

    @Test func `a second timestamp and one of another signature are refused`() async throws {
        let made = try await self.timestamped()
        let other = try TestAuthority.shared(.p256).officer.sign(Self.content)

        #expect(throws: PKIError(code: .alreadyTimestamped, message: "")) {
            try CMSSignature(contents: made.after).adding(timestamp: made.token)
        }
        #expect(throws: PKIError(code: .intentDiffers, message: "")) {
            try CMSSignature(contents: other).adding(timestamp: made.token)
        }
    }
}
