import AuthoritySupport
import Clocks
import PKI
import Synchronization
import TestSupport
import Testing

@Suite struct RevocationGathererTests {
    static let now = TestServices.signing

    static func gatherer(_ services: TestServices, at instant: UTCInstant = Self.now, timeout: Duration = .seconds(180)) -> RevocationGatherer {
        RevocationGatherer(
            caller: services.caller(at: instant, timeout: timeout), clock: FixedClock(instant), identifiers: SequentialIdentifiers())
    }

    static func answer(_ name: String, at instant: UTCInstant = Self.now) async throws -> RevocationAnswer {
        let services = try await TestServices.shared()
        return await Self.gatherer(services, at: instant).answer(
            about: try services.certificate(name), issuer: try services.certificate("interm"))
    }

    static func finding(_ answer: RevocationAnswer) throws -> RevocationFinding {
        guard case .found(let finding) = answer else {
            Issue.record("\(answer)")
            throw CancellationError()
        }
        return finding
    }

    @Test(arguments: ["p256", "p384", "rsa2048", "rsa3072", "pss"])
    func `R35 asks a responder first and believes a good answer`(_ name: String) async throws {
        let finding = try Self.finding(try await Self.answer(name))

        #expect(finding.source == .ocsp)
        #expect(finding.status == .good)
        #expect(finding.isFresh(at: Self.now))
        #expect(!finding.isFresh(at: Self.now + .seconds(3_600)))
        #expect(finding.signer.subject.commonName == "Test OCSP")
    }

    @Test func `R35 says since when and why a certificate is revoked`() async throws {
        let since = TestServices.instant("2024-12-01T00:00:00Z")

        let finding = try Self.finding(try await Self.answer("revoked"))

        #expect(finding.status == .revoked(since: since, reason: .keyCompromise))
    }

    @Test func `R35 a certificate is good until it is revoked`() async throws {
        let before = try Self.finding(try await Self.answer("revoked-later"))
        let after = try Self.finding(try await Self.answer("revoked-later", at: TestServices.instant("2026-03-01T00:00:00Z")))

        #expect(before.status == .good)
        #expect(after.status == .revoked(since: TestServices.instant("2026-02-01T00:00:00Z"), reason: .superseded))
    }

    @Test func `reads a list when there is no responder`() async throws {
        let finding = try Self.finding(try await Self.answer("list-only"))

        #expect(finding.source == .revocationList)
        #expect(finding.status == .good)
        #expect(finding.nextUpdate.map { $0 > Self.now } == true)
        #expect(try RevocationList(derBytes: finding.derBytes).count == 1)
    }

    @Test func `R39 records as debt what could not be had, and why`() async throws {
        let answer = try await Self.answer("silent")

        guard case .debt(let debt) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(debt.attempts.isEmpty)
        #expect(debt.description.contains("names no service"))
        #expect(debt.since == Self.now)
    }

    @Test func `gathers everything about a path`() async throws {
        let services = try await TestServices.shared()
        let path = try services.trust().judge(
            try services.certificate("p256"), chain: [try services.certificate("interm")], at: Self.now
        ).path

        let material = await Self.gatherer(services).material(for: path)

        #expect(path.count == 3)
        #expect(material.isComplete, "\(material.debts)")
        #expect(material.ocspAnswers.count == 1)
        #expect(material.revocationLists.count == 1)
        // The path and the responder.
        #expect(material.certificates.count == 4)
    }

    @Test func `asks once for what many want at the same time and again when it is old`() async throws {
        let services = try await TestServices.shared()
        let certificate = try services.certificate("p256")
        let issuer = try services.certificate("interm")
        let clock = FixedClock(Self.now)
        let asked = Mutex(0)

        let counts = try await LocalServer.with { path, question in
            asked.withLock { $0 += 1 }
            let body = try await services.caller(at: clock.now()).post(
                question, to: services.url("ocsp/interm"), type: "application/ocsp-request", limitBytes: 65_536)
            return LocalServer.Answer(body: body)
        } _: { address in
            // The responder in the certificate is out of reach behind this client; ours stands in for it.
            let gatherer = RevocationGatherer(
                caller: ServiceCaller(timeout: .seconds(180), headers: ["X-Certomancer-Fake-Time": "2001-01-01T00:00:00+00:00"]), clock: clock,
                identifiers: SequentialIdentifiers(), responders: [address])
            await withTaskGroup { group in
                for _ in 0..<20 { group.addTask { _ = await gatherer.answer(about: certificate, issuer: issuer) } }
            }
            let first = asked.withLock { $0 }
            _ = await gatherer.answer(about: certificate, issuer: issuer)
            let second = asked.withLock { $0 }
            clock.advance(by: .seconds(601))
            _ = await gatherer.answer(about: certificate, issuer: issuer)
            return [first, second, asked.withLock { $0 }]
        }

        #expect(counts == [1, 1, 2])
    }

    @Test func `R39 an outage becomes debt and is mended later`() async throws {
        let services = try await TestServices.shared()
        let certificate = try services.certificate("p256")
        let issuer = try services.certificate("interm")
        let isDown = Mutex(true)

        let (owed, mended) = try await LocalServer.with { path, question in
            guard !isDown.withLock({ $0 }) else { return LocalServer.Answer(status: 503) }
            let body = try await services.caller(at: Self.now).post(
                question, to: services.url("ocsp/interm"), type: "application/ocsp-request", limitBytes: 65_536)
            return LocalServer.Answer(body: body)
        } _: { address in
            let gatherer = RevocationGatherer(
                caller: ServiceCaller(timeout: .seconds(180), headers: ["X-Certomancer-Fake-Time": "2001-01-01T00:00:00+00:00"]), clock: FixedClock(Self.now),
                identifiers: SequentialIdentifiers(), responders: [address])
            var owed = ValidationMaterial()
            owed.add(await gatherer.answer(about: certificate, issuer: issuer), about: certificate)
            isDown.withLock { $0 = false }
            return (owed, await gatherer.mend(owed.debts))
        }

        #expect(owed.debts.count == 1)
        #expect(owed.debts.first?.attempts.contains { $0.detail == "HTTP status 503" } == true, "\(owed.debts)")
        #expect(owed.debts.first?.attempts.contains { $0.kind == .wrongTime } == true, "\(owed.debts)")
        #expect(mended.isComplete)
        #expect(mended.ocspAnswers.count == 1)
    }

    @Test func `does not wait for a responder that never answers`() async throws {
        let services = try await TestServices.shared()
        let certificate = try services.certificate("silent")
        let issuer = try services.certificate("interm")

        let answer = try await LocalServer.with { _, _ in
            try await Task.sleep(for: .seconds(600))
            return LocalServer.Answer()
        } _: { address in
            await RevocationGatherer(
                caller: ServiceCaller(timeout: .milliseconds(300)), clock: FixedClock(Self.now), identifiers: SequentialIdentifiers(),
                responders: [address]
            ).answer(about: certificate, issuer: issuer)
        }

        guard case .debt(let debt) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(debt.attempts.map(\.kind) == [.timedOut])
    }

    @Test func `refuses an answer that was given to somebody else or long ago`() async throws {
        let services = try await TestServices.shared()
        let certificate = try services.certificate("silent")
        let issuer = try services.certificate("interm")
        let (old, foreign) = try await TemporaryDirectory.with { directory in
            try Referee.write(Array(certificate.pem.utf8), "c.pem", in: directory)
            try Referee.write(Array(issuer.pem.utf8), "i.pem", in: directory)
            var answers: [[UInt8]] = []
            for (option, instant) in [("-no_nonce", Self.now - .seconds(86_400)), ("-nonce", Self.now)] {
                let made = try await Referee.openssl("ocsp -issuer i.pem -cert c.pem \(option) -reqout q.der", in: directory)
                try #require(made.isSuccess, "\(made.text)")
                let question = try Referee.read("q.der", in: directory)
                answers.append(
                    try await services.caller(at: instant).post(
                        question, to: services.url("ocsp/interm"), type: "application/ocsp-request", limitBytes: 65_536))
            }
            return (answers[0], answers[1])
        }

        let kinds: [ServiceFault.Kind] = try await LocalServer.with { path, _ in LocalServer.Answer(body: path == "/old" ? old : foreign) } _: { address in
            let gatherer = RevocationGatherer(
                caller: ServiceCaller(timeout: .seconds(180)), clock: FixedClock(Self.now), identifiers: SequentialIdentifiers(),
                responders: ["\(address)/old", "\(address)/foreign"])
            guard case .debt(let debt) = await gatherer.answer(about: certificate, issuer: issuer) else { return [] }
            return debt.attempts.map(\.kind)
        }

        #expect(kinds == [.wrongTime, .mismatch])
    }

    @Test func `fetches the issuer a file forgot`() async throws {
        let services = try await TestServices.shared()
        let certificate = try services.certificate("p256")

        let outcome = await IssuerFetcher(caller: services.caller(at: Self.now)).issuers(
            of: certificate, chain: [], trust: TrustStore(anchors: [try services.certificate("root")]), at: Self.now)

        #expect(outcome.certificates == [try services.certificate("interm")])
        #expect(outcome.faults.isEmpty)
    }
}
