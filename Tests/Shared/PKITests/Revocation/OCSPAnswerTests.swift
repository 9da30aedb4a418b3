import AuthoritySupport
import Clocks
import PKI
import TestSupport
import Testing

@Suite struct OCSPAnswerTests {
    @Test func `believes only a responder the issuer named for it`() async throws {
        let services = try await TestServices.shared()
        let good = try RevocationGathererTests.finding(try await RevocationGathererTests.answer("p256"))
        let answer = try OCSPAnswer(derBytes: good.derBytes)
        let certificate = try services.certificate("p256")
        let issuer = try services.certificate("interm")

        #expect(try answer.finding(for: certificate, issuer: issuer).status == .good)
        let about = #expect(throws: RevocationObjection.self) {
            try answer.finding(for: try services.certificate("p384"), issuer: issuer)
        }
        let by = #expect(throws: RevocationObjection.self) {
            try answer.finding(for: certificate, issuer: try services.certificate("root"))
        }
        #expect(about?.kind == .mismatch)
        #expect(by?.kind == .mismatch)
    }

    @Test func `does not believe a certificate of the issuer that is not for answering`() async throws {
        let services = try await TestServices.shared()
        let certificate = try services.certificate("silent")
        let issuer = try services.certificate("interm")
        let gatherer = RevocationGatherer(
            caller: services.caller(at: TestServices.signing), clock: FixedClock(TestServices.signing),
            identifiers: SequentialIdentifiers(), responders: [services.url("ocsp/impostor")])

        let answer = await gatherer.answer(about: certificate, issuer: issuer)

        guard case .debt(let debt) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(debt.attempts.map(\.kind) == [.notTrusted], "\(debt)")
        #expect(debt.attempts.first?.detail.contains("not for signing OCSP answers") == true, "\(debt)")
    }

    @Test func `OpenSSL's command line accepts what we accept`() async throws {
        let services = try await TestServices.shared()
        let finding = try RevocationGathererTests.finding(try await RevocationGathererTests.answer("revoked"))

        let answer = try await TemporaryDirectory.with { directory in
            try Referee.write(finding.derBytes, "r.der", in: directory)
            try Referee.write(Array(services.certificate("root").pem.utf8), "root.pem", in: directory)
            try Referee.write(Array(services.certificate("interm").pem.utf8), "interm.pem", in: directory)
            try Referee.write(Array(services.certificate("revoked").pem.utf8), "c.pem", in: directory)
            return try await Referee.openssl(
                "ocsp -respin r.der -CAfile root.pem -issuer interm.pem -verify_other interm.pem -cert c.pem -no_nonce -validity_period 999999999",
                in: directory)
        }

        #expect(answer.text.contains("Response verify OK"), "\(answer.text)")
        #expect(answer.text.contains("c.pem: revoked"), "\(answer.text)")
    }

    @Test func `a changed answer never says something else`() async throws {
        let services = try await TestServices.shared()
        let good = try RevocationGathererTests.finding(try await RevocationGathererTests.answer("revoked"))
        let certificate = try services.certificate("revoked")
        let issuer = try services.certificate("interm")

        for bytes in HostileBytes.flips(of: good.derBytes, count: 300, seed: 3) {
            guard let answer = try? OCSPAnswer(derBytes: bytes),
                let finding = try? answer.finding(for: certificate, issuer: issuer)
            else { continue }
            #expect(finding.status == good.status)
            #expect(finding.thisUpdate == good.thisUpdate)
            #expect(finding.nextUpdate == good.nextUpdate)
        }
    }

    @Test func `survives every hostile answer`() async throws {
        let good = try RevocationGathererTests.finding(try await RevocationGathererTests.answer("revoked")).derBytes

        for bytes in HostileBytes.truncations(of: good) {
            #expect(throws: PKIError(code: .malformedRevocation, message: "")) { try OCSPAnswer(derBytes: bytes) }
        }
        for bytes in HostileBytes.all(of: good, seed: 2) { _ = try? OCSPAnswer(derBytes: bytes) }
    }

    @Test(arguments: [(UInt8(3), "tryLater"), (6, "unauthorized"), (9, "status 09")])
    func `says why a responder did not answer`(_ status: UInt8, _ words: String) {
        let error = #expect(throws: PKIError.self) { try OCSPAnswer(derBytes: [0x30, 0x03, 0x0A, 0x01, status]) }

        #expect(error?.message.contains(words) == true)
    }
}
