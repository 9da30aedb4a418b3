import AuthoritySupport
import Clocks
import PKI
import TestSupport
import Testing

@Suite struct RevocationListTests {
    static func list(_ name: String = "interm", at instant: UTCInstant = TestServices.signing) async throws -> (TestServices, RevocationList) {
        let services = try await TestServices.shared()
        let bytes = try await services.caller(at: instant).get(services.url("crls/\(name)/latest.crl"), limitBytes: 1 << 20)
        return (services, try RevocationList(derBytes: bytes))
    }

    @Test func `R35 finds a revoked certificate with time and reason`() async throws {
        let (services, list) = try await Self.list()
        let issuer = try services.certificate("interm")

        let revoked = try list.finding(for: try services.certificate("revoked"), issuer: issuer)
        let good = try list.finding(for: try services.certificate("p256"), issuer: issuer)

        #expect(revoked.status == .revoked(since: TestServices.instant("2024-12-01T00:00:00Z"), reason: .keyCompromise))
        #expect(good.status == .good)
        #expect(list.numberHex != nil)
        #expect(!list.isDelta)
        #expect(good.isFresh(at: TestServices.signing))
        #expect(!good.isFresh(at: TestServices.signing + .seconds(2 * 86_400)))
    }

    @Test func `a list grows`() async throws {
        let (_, early) = try await Self.list()
        let (_, late) = try await Self.list(at: TestServices.instant("2026-03-01T00:00:00Z"))

        #expect(early.count == 1)
        #expect(late.count == 2)
    }

    @Test func `a list of somebody else is not used`() async throws {
        let (services, list) = try await Self.list("root")

        let error = #expect(throws: RevocationObjection.self) {
            try list.finding(for: try services.certificate("p256"), issuer: try services.certificate("interm"))
        }

        #expect(error?.kind == .mismatch)
    }

    @Test func `a list signed by another key of the same name is not believed`() async throws {
        let (services, _) = try await Self.list()
        let issuer = try services.certificate("interm")
        let forged = try await TemporaryDirectory.with { directory in
            let configuration = """
                [ca]
                default_ca = own
                [own]
                database = index
                crlnumber = number
                default_md = sha256
                """
            try Referee.write(Array(configuration.utf8), "o.cnf", in: directory)
            try Referee.write([], "index", in: directory)
            try Referee.write(Array("01\n".utf8), "number", in: directory)
            // The same name in the same encodings, another key.
            try Referee.write(Array(issuer.pem.utf8), "i.pem", in: directory)
            for command in [
                "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out k.pem",
                "x509 -in i.pem -signkey k.pem -force_pubkey k.pub -out c.pem -days 9",
            ] {
                if command.hasPrefix("x509") { _ = try await Referee.openssl("pkey -in k.pem -pubout -out k.pub", in: directory) }
                let made = try await Referee.openssl(command, in: directory)
                try #require(made.isSuccess, "\(made.text)")
            }
            let made = try await Referee.openssl(
                "ca -gencrl -config o.cnf -cert c.pem -keyfile k.pem -crldays 9 -out l.pem", in: directory)
            try #require(made.isSuccess, "\(made.text)")
            _ = try await Referee.openssl("crl -in l.pem -outform DER -out l.der", in: directory)
            return try RevocationList(derBytes: try Referee.read("l.der", in: directory))
        }

        let error = #expect(throws: RevocationObjection.self) {
            try forged.finding(for: try services.certificate("p256"), issuer: issuer)
        }

        #expect(error?.kind == .notTrusted, "\(String(describing: error))")
    }

    @Test(arguments: [
        ("plain", nil), ("users", nil), ("authorities", ServiceFault.Kind.mismatch), ("delta", .mismatch), ("indirect", .mismatch),
        ("reasons", .mismatch), ("elsewhere", .mismatch), ("odd", .malformed),
    ] as [(String, ServiceFault.Kind?)])
    func `uses only whole lists about the certificate in question`(_ extensions: String, _ expected: ServiceFault.Kind?) async throws {
        let services = try await TestServices.shared()
        let issuer = try services.certificate("interm")
        let list = try await TemporaryDirectory.with { directory in
            let configuration = """
                [ca]
                default_ca = own
                [own]
                database = index
                crlnumber = number
                default_md = sha256
                [plain]
                2.5.29.20 = ASN1:INTEGER:7
                [delta]
                2.5.29.27 = critical,ASN1:INTEGER:1
                [users]
                issuingDistributionPoint = critical,@onlyusers
                [onlyusers]
                onlyuser = TRUE
                [authorities]
                issuingDistributionPoint = critical,@onlyauthorities
                [onlyauthorities]
                onlyCA = TRUE
                [indirect]
                issuingDistributionPoint = critical,@others
                [others]
                indirectCRL = TRUE
                [reasons]
                issuingDistributionPoint = critical,@some
                [some]
                onlysomereasons = keyCompromise
                [elsewhere]
                issuingDistributionPoint = critical,@place
                [place]
                fullname = URI:http://elsewhere.test/list.crl
                [odd]
                1.2.3.4 = critical,ASN1:NULL
                """
            try Referee.write(Array(configuration.utf8), "o.cnf", in: directory)
            try Referee.write([], "index", in: directory)
            try Referee.write(Array("01\n".utf8), "number", in: directory)
            try Referee.write(Array(issuer.pem.utf8), "i.pem", in: directory)
            try Referee.write(Array(services.keyPEM("interm").utf8), "k.pem", in: directory)
            let made = try await Referee.openssl(
                "ca -gencrl -config o.cnf -cert i.pem -keyfile k.pem -crldays 9 -crlexts \(extensions) -out l.pem", in: directory)
            try #require(made.isSuccess, "\(made.text)")
            _ = try await Referee.openssl("crl -in l.pem -outform DER -out l.der", in: directory)
            return try RevocationList(derBytes: try Referee.read("l.der", in: directory))
        }
        let certificate = try services.certificate("p256")

        if let expected {
            let error = #expect(throws: RevocationObjection.self) { try list.finding(for: certificate, issuer: issuer) }
            #expect(error?.kind == expected, "\(String(describing: error))")
        } else {
            #expect(try list.finding(for: certificate, issuer: issuer).status == .good)
        }
    }

    @Test func `OpenSSL's command line reads the same list`() async throws {
        let (services, list) = try await Self.list()

        let answer = try await TemporaryDirectory.with { directory in
            try Referee.write(list.derBytes, "l.der", in: directory)
            try Referee.write(Array(services.certificate("interm").pem.utf8), "i.pem", in: directory)
            return try await Referee.openssl("crl -inform DER -in l.der -CAfile i.pem -noout -text", in: directory)
        }

        #expect(answer.text.contains("verify OK"), "\(answer.text)")
        #expect(answer.text.contains("Key Compromise"))
    }

    @Test func `a changed list never says something else`() async throws {
        let (services, list) = try await Self.list()
        let certificate = try services.certificate("revoked")
        let issuer = try services.certificate("interm")
        let good = try list.finding(for: certificate, issuer: issuer)

        for bytes in HostileBytes.flips(of: list.derBytes, count: 300, seed: 4) {
            guard let changed = try? RevocationList(derBytes: bytes),
                let finding = try? changed.finding(for: certificate, issuer: issuer)
            else { continue }
            #expect(finding.status == good.status)
            #expect(finding.nextUpdate == good.nextUpdate)
        }
    }

    @Test func `survives every hostile list`() async throws {
        let (_, list) = try await Self.list()

        for bytes in HostileBytes.truncations(of: list.derBytes) {
            #expect(throws: PKIError(code: .malformedRevocation, message: "")) { try RevocationList(derBytes: bytes) }
        }
        for bytes in HostileBytes.all(of: list.derBytes, seed: 5) { _ = try? RevocationList(derBytes: bytes) }
    }
}
