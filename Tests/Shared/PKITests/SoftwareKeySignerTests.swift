import Foundation
import PKI
import TestSupport
import Testing

@Suite struct SoftwareKeySignerTests {
    let test: TestAuthority

    init() throws { self.test = try TestAuthority() }

    @Test func `signs with a key from a file only its owner reads`() async throws {
        let identity = self.test.officer
        try await TemporaryDirectory.with { directory in
            try identity.write(to: directory, name: "huong")

            let mode = try FileManager.default.attributesOfItem(atPath: "\(directory)/huong.key")[.posixPermissions] as? Int
            let signer = try SoftwareKeySigner(keyFile: "\(directory)/huong.key", certificate: identity.certificate)

            #expect(mode == 0o600)
            #expect(try !signer.sign(digest: [UInt8](repeating: 7, count: 32), scheme: .ecdsaP256SHA256).isEmpty)
        }
    }

    @Test func `refuses a key file that others can read`() async throws {
        let identity = self.test.officer
        try await TemporaryDirectory.with { directory in
            try identity.write(to: directory, name: "huong")
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: "\(directory)/huong.key")

            #expect(throws: PKIError(code: .unsafeKeyFile, message: "")) {
                try SoftwareKeySigner(keyFile: "\(directory)/huong.key", certificate: identity.certificate)
            }
        }
    }

    @Test func `overwrites no key`() async throws {
        let identity = self.test.officer
        try await TemporaryDirectory.with { directory in
            try identity.write(to: directory, name: "huong")

            #expect(throws: PKIError(code: .unreadableFile, message: "")) { try identity.write(to: directory, name: "huong") }
        }
    }

    @Test func `refuses the certificate of another key`() throws {
        let other = try self.test.identity()

        #expect(throws: PKIError(code: .keyDoesNotMatch, message: "")) {
            try SoftwareKeySigner(privateKeyPEM: self.test.officer.privateKeyPEM, certificate: other.certificate)
        }
    }

    @Test(arguments: ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    func `refuses a text that is no key`(_ text: String) {
        #expect(throws: PKIError(code: .malformedKey, message: "")) {
            try SoftwareKeySigner(privateKeyPEM: text, certificate: self.test.officer.certificate)
        }
    }

    @Test(arguments: [0, 20, 31, 33, 48])
    func `refuses a digest of the wrong length`(_ length: Int) throws {
        let signer = try self.test.officer.signer()

        #expect(throws: PKIError(code: .unsupportedAlgorithm, message: "")) {
            try signer.sign(digest: [UInt8](repeating: 0, count: length), scheme: .ecdsaP256SHA256)
        }
    }
}
