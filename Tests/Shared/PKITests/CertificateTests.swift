import AuthoritySupport
import Clocks
import PKI
import TestSupport
import Testing

@Suite struct CertificateTests {
    let test: TestAuthority

    init() throws { self.test = try TestAuthority() }

    @Test func `reads names with Vietnamese letters and the holder's number`() {
        let certificate = self.test.officer.certificate

        #expect(certificate.subject.commonName == "Nguyễn Thị Hương")
        #expect(certificate.subject.organization == "UBND tỉnh Thử Nghiệm")
        #expect(certificate.issuer.commonName == "Hoso Development Issuing CA")
        #expect(certificate.subject.identities == [SubjectIdentity("CCCD:001085012345")])
        #expect(certificate.subject.isIdentified(by: "001085012345"))
        #expect(!certificate.subject.isIdentified(by: "001085012346"))
        #expect(!certificate.subject.isIdentified(by: ""))
    }

    @Test func `reads validity, key and purpose`() {
        let certificate = self.test.officer.certificate

        #expect(certificate.notBefore == TestAuthority.now - .seconds(3_600))
        #expect(certificate.isValid(at: TestAuthority.now))
        #expect(!certificate.isValid(at: TestAuthority.now - .seconds(3_601)))
        #expect(certificate.key == .p256)
        #expect(certificate.keyUsage == [.digitalSignature, .nonRepudiation])
        #expect(certificate.maySignDocuments)
        #expect(self.test.authority.issuing.isAuthority)
        #expect(!self.test.authority.issuing.maySignDocuments)
    }

    @Test(arguments: [KeyAlgorithm.p384, .rsa(bits: 2048), .rsa(bits: 4096)])
    func `tells the kind and size of a key`(_ key: KeyAlgorithm) throws {
        #expect(try TestAuthority.shared(key).officer.certificate.key == key)
    }

    @Test(arguments: [
        ("CCCD:001085012345", "CCCD", "001085012345"), (" mst : 0101234567 ", "MST", "0101234567"),
        ("0101234567", "", "0101234567"), (":1", "", "1"), ("", "", ""), ("A:B:C", "A", "B:C"),
    ])
    func `reads the kind and number of a holder`(_ text: String, _ kind: String, _ number: String) {
        #expect(SubjectIdentity(text).kind == kind)
        #expect(SubjectIdentity(text).number == number)
    }

    @Test func `comes back from PEM as it was`() throws {
        let certificates = [self.test.officer.certificate, self.test.authority.root]

        #expect(try Certificate.reading(pem: certificates.map(\.pem).joined()) == certificates)
    }

    @Test(arguments: ["", "no PEM at all", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"])
    func `refuses a text that holds no certificate`(_ text: String) {
        #expect(throws: PKIError(code: .malformedCertificate, message: "")) { try Certificate.reading(pem: text) }
    }

    @Test func `refuses a private key in place of a certificate`() {
        #expect(throws: PKIError(code: .malformedCertificate, message: "")) {
            try Certificate.reading(pem: self.test.officer.privateKeyPEM)
        }
    }

    @Test func `refuses a certificate cut off anywhere`() {
        let whole = self.test.officer.certificate.derBytes
        for length in 0..<whole.count {
            #expect(throws: PKIError(code: .malformedCertificate, message: "")) { try Certificate(derBytes: Array(whole[..<length])) }
        }
        #expect(throws: PKIError(code: .malformedCertificate, message: "")) { try Certificate(derBytes: whole + [0]) }
    }

    @Test func `survives every single changed byte`() {
        let whole = self.test.officer.certificate.derBytes
        for index in whole.indices {
            var changed = whole
            changed[index] ^= 0xFF
            _ = try? Certificate(derBytes: changed)
        }
    }

    @Test func `refuses a certificate of more than 64 KiB`() {
        #expect(throws: PKIError(code: .malformedCertificate, message: "")) {
            try Certificate(derBytes: [0x30, 0x83, 0x01, 0x00, 0x00] + [UInt8](repeating: 0, count: 65_536))
        }
    }

    @Test func `reads a certificate with a key too short to be trusted`() async throws {
        let certificate = try await TemporaryDirectory.with { directory in
            _ = try await Referee.openssl(
                "req -x509 -newkey rsa:1024 -noenc -keyout k.pem -subj /CN=Short -out c.pem -days 2", in: directory)
            return try Certificate.reading(pem: String(decoding: Referee.read("c.pem", in: directory), as: UTF8.self))
        }

        #expect(certificate.map(\.key) == [.rsa(bits: 1024)])
        #expect(certificate.map(\.key.isStrongEnough) == [false])
    }
}
