import AuthoritySupport
import Clocks
import PKI
import TestSupport
import Testing

/// Signatures made by OpenSSL's command line, with what our own builder refuses to make.
@Suite struct ForeignSignatureTests {
    static let content = Array("Văn bản của nơi khác".utf8)
    // OpenSSL's certificates begin now, so these are judged at a time of their own.
    static let configuration = """
        [req]
        distinguished_name = name
        [name]
        [leaf]
        keyUsage = critical, digitalSignature
        """

    /// Signs with `openssl cms` and judges the result.
    private func judge(key: String, options: String) async throws -> SignatureReport {
        try await TemporaryDirectory.with { directory in
            try Referee.write(Self.content, "c.bin", in: directory)
            try Referee.write(Array(Self.configuration.utf8), "o.cnf", in: directory)
            for name in ["a", "b"] {
                let made = try await Referee.openssl(
                    "req -x509 -config o.cnf -extensions leaf -newkey \(key) -noenc -keyout \(name).key -subj /CN=\(name) -out \(name).pem -days 9",
                    in: directory)
                try #require(made.isSuccess, "\(made.text)")
            }
            let signed = try await Referee.openssl(
                "cms -sign -binary -nosmimecap -in c.bin -signer a.pem -inkey a.key -outform DER -out s.cms \(options)", in: directory)
            try #require(signed.isSuccess, "\(signed.text)")
            let anchors = try Certificate.reading(pem: String(decoding: Referee.read("a.pem", in: directory), as: UTF8.self))
            let anchor = try #require(anchors.first)
            let time = anchor.notBefore + .seconds(60)
            return SignatureValidator(trust: TrustStore(anchors: anchors)).validate(
                contents: try Referee.read("s.cms", in: directory), content: [Self.content[...]],
                signingTime: SigningTime(time, .recorded), now: time)
        }
    }

    @Test func `accepts a sound signature of somebody else`() async throws {
        let report = try await self.judge(key: "rsa:2048", options: "-cades -md sha256")

        #expect(report.indication == .valid, "\(report.detail)")
    }

    @Test(arguments: [
        ("rsa:1024", "-cades -md sha256"), ("rsa:2048", "-cades -md sha1"), ("rsa:2048", "-md sha1"), ("rsa:2048", "-md md5"),
    ])
    func `never calls weak cryptography valid`(_ key: String, _ options: String) async throws {
        let report = try await self.judge(key: key, options: options)

        #expect(report.indication == .indeterminate)
        #expect(report.outcome(of: .algorithms) == .failed)
    }

    @Test func `names weak cryptography as the reason`() async throws {
        #expect(try await self.judge(key: "rsa:1024", options: "-cades -md sha256").subIndication == .cryptographyFailure)
    }

    @Test func `does not accept a signature that names no certificate`() async throws {
        let report = try await self.judge(key: "rsa:2048", options: "-md sha256")

        #expect(report.indication == .indeterminate)
        #expect(report.subIndication == .signatureConstraintsFailure)
        #expect(report.outcome(of: .integrity) == .passed)
    }

    @Test(arguments: ["-cades -md sha256 -nodetach", "-cades -md sha256 -signer b.pem -inkey b.key"])
    func `refuses content inside and more than one signer`(_ options: String) async throws {
        let report = try await self.judge(key: "rsa:2048", options: options)

        #expect(report.indication == .invalid)
        #expect(report.subIndication == .formatFailure)
    }

    @Test func `cannot judge without the signer's certificate`() async throws {
        let report = try await self.judge(key: "rsa:2048", options: "-cades -md sha256 -nocerts")

        #expect(report.indication == .indeterminate)
        #expect(report.subIndication == .noSigningCertificate)
    }
}
