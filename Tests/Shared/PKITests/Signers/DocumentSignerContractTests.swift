import AuthoritySupport
import Foundation
import PKI
import TestSupport
import Testing

/// What every signer must do, whatever it is made of.
@Suite struct DocumentSignerContractTests {
    static let digests = (0..<12).map { DigestAlgorithm.sha256.digest([UInt8($0)]) }

    @Test(arguments: SignerKind.allCases, SignerKind.cases)
    func `R38 signs a digest so that OpenSSL accepts the value`(
        _ kind: SignerKind, _ example: (KeyAlgorithm, SignatureScheme)
    ) async throws {
        let (key, scheme) = example
        let officer = try TestAuthority.shared(key).officer
        let digest = scheme.digestAlgorithm.digest(Array("Quyết định".utf8))

        try await kind.with(key) { signer in
            let value = try await signer.sign(digest, scheme: scheme)

            #expect(signer.certificate == officer.certificate)
            #expect(signer.chain == officer.chain)
            #expect(signer.schemes.contains(scheme))
            #expect(try await Self.openSSLAccepts(value, digest, scheme, officer.certificate))
            #expect(try await !Self.openSSLAccepts(value, digest.reversed(), scheme, officer.certificate))
        }
    }

    @Test(arguments: SignerKind.allCases)
    func `gives the values of a list in its order`(_ kind: SignerKind) async throws {
        let officer = try TestAuthority.shared(.p256).officer
        try await kind.with(.p256) { signer in
            let values = try await signer.sign(Self.digests, scheme: .ecdsaP256SHA256)

            #expect(values.count == Self.digests.count)
            for (digest, value) in zip(Self.digests, values) {
                let isAccepted = try Self.weAccept(value, digest, officer)
                #expect(isAccepted)
            }
        }
    }

    @Test(arguments: SignerKind.allCases)
    func `signs for many callers at once`(_ kind: SignerKind) async throws {
        let officer = try TestAuthority.shared(.p256).officer
        try await kind.with(.p256) { signer in
            try await withThrowingTaskGroup(of: ([UInt8], [UInt8]).self) { tasks in
                for number in 0..<64 {
                    let digest = DigestAlgorithm.sha256.digest([7, UInt8(number)])
                    tasks.addTask { (digest, try await signer.sign(digest, scheme: .ecdsaP256SHA256)) }
                }
                for try await (digest, value) in tasks {
                    let isAccepted = try Self.weAccept(value, digest, officer)
                    #expect(isAccepted)
                }
            }
        }
    }

    @Test(arguments: SignerKind.allCases)
    func `signs nothing for an empty list`(_ kind: SignerKind) async throws {
        try await kind.with(.p256) { signer in
            let values = try await signer.sign([[UInt8]](), scheme: .ecdsaP256SHA256)
            #expect(values.isEmpty)
        }
    }

    @Test(arguments: SignerKind.allCases)
    func `refuses a digest of the wrong length and a scheme of another key`(_ kind: SignerKind) async throws {
        try await kind.with(.p256) { signer in
            for length in [0, 20, 31, 33, 48] {
                await #expect(throws: SignerError(code: .badDigest, message: "")) {
                    try await signer.sign([UInt8](repeating: 1, count: length), scheme: .ecdsaP256SHA256)
                }
            }
            for scheme in [SignatureScheme.ecdsaP384SHA384, .rsaPKCS1SHA256, .rsaPSSSHA256] {
                await #expect(throws: SignerError(code: .unsupportedScheme, message: "")) {
                    try await signer.sign(scheme.digestAlgorithm.digest([1]), scheme: scheme)
                }
            }
        }
    }

    @Test func `says of every failure who can mend it, in both languages`() {
        let codes: [SignerError.Code] = [
            .pinNeeded, .pinWrong, .pinLocked, .pinLastTry, .pinExpired, .unauthorized, .tokenRemoved, .keyMissing, .keyDoesNotMatch,
            .refused, .unreachable, .timedOut, .unsupportedScheme, .badDigest, .badAnswer, .moduleMissing, .moduleFailed,
        ]
        for code in codes {
            let error = SignerError(code: code, message: "")
            let people = ["người ký", "quản trị hệ thống", "Hãy"]
            #expect(people.contains { error.words(in: .vietnamese).localizedCaseInsensitiveContains($0) }, "\(code)")
            #expect(["signer", "operators", "Sign again"].contains { error.words(in: .english).contains($0) }, "\(code)")
        }
    }

    /// CMS is built of the value, which fails unless the certificate's key made it.
    static func weAccept(_ value: [UInt8], _ digest: [UInt8], _ officer: DevelopmentIdentity) throws -> Bool {
        try SignatureCheckTool.isValid(value, digest: digest, by: officer.certificate)
    }

    static func openSSLAccepts(
        _ value: [UInt8], _ digest: [UInt8], _ scheme: SignatureScheme, _ certificate: Certificate
    ) async throws -> Bool {
        try await TemporaryDirectory.with { directory in
            try Referee.write(value, "value", in: directory)
            try Referee.write(digest, "digest", in: directory)
            try Referee.write(Array(certificate.pem.utf8), "c.pem", in: directory)
            let key = try await Referee.openssl("x509 -in c.pem -noout -pubkey -out key.pem", in: directory)
            try #require(key.isSuccess, "\(key.text)")
            let hash = scheme == .ecdsaP384SHA384 ? "sha384" : "sha256"
            let padding = scheme == .rsaPSSSHA256 ? " -pkeyopt rsa_padding_mode:pss -pkeyopt rsa_pss_saltlen:32" : ""
            return try await Referee.openssl(
                "pkeyutl -verify -pubin -inkey key.pem -in digest -sigfile value -pkeyopt digest:\(hash)\(padding)", in: directory
            ).isSuccess
        }
    }
}
