import AuthoritySupport
import Clocks
import PAdES
import PDF
import PKI
import TestSupport
import Testing

/// Every level judged by programs that are not ours.
@Suite struct LevelRefereeTests {
    static let signers: [(String, String, SignatureScheme)] = [
        ("p256", "p256", .ecdsaP256SHA256), ("p384", "p384", .ecdsaP384SHA384), ("rsa2048", "rsa2048", .rsaPKCS1SHA256),
        ("rsa3072", "rsa3072", .rsaPKCS1SHA256), ("pss", "rsa2048", .rsaPSSSHA256),
    ]

    @Test(arguments: Self.signers)
    func `R39 pyHanko confirms each level`(_ name: String, _ key: String, _ scheme: SignatureScheme) async throws {
        let fixture = try await LevelFixture.live()
        let root = try fixture.services.certificate("root")
        let basic = try await fixture.sign(by: name, key: key, scheme: scheme)
        // pyHanko's long-term validation asks for a timestamp within the signature, a document timestamp will not do.
        let stamped = try await fixture.sign(by: name, key: key, scheme: scheme, level: .timestamped)
        let raiser = try fixture.raiser()
        var answers: [SignatureLevel: PyHanko] = [:]
        for level in SignatureLevel.allCases {
            let outcome = try await raiser.raise(level == .basic ? basic : stamped, to: level)
            #expect(outcome.level == level)
            #expect(outcome.debts.isEmpty)
            answers[level] = try await PyHanko.judge(outcome.bytes, root: root).first
        }

        #expect(answers.values.count { $0.intact } == 4)
        for level in [SignatureLevel.basic, .timestamped] {
            #expect(answers[level]?.now.words == "INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE", "\(String(describing: answers[level]))")
        }
        #expect(answers[.longTerm]?.later.words == "PASSED")
        #expect(answers[.archival]?.now.words == "PASSED")
        #expect(answers[.archival]?.later.words == "PASSED")
    }

    @Test func `R39 pyHanko confirms a renewed document`() async throws {
        let fixture = try await LevelFixture.live()
        let root = try fixture.services.certificate("root")
        let first = try await fixture.raiser().raise(try await fixture.sign(level: .timestamped), to: .archival)

        let second = try await LevelFixture.live(authority: "tsa2").raiser().renew(first.bytes)

        #expect(second.level == .archival)
        #expect(second.bytes.starts(with: first.bytes))
        let verdict = try #require(try await PyHanko.judge(second.bytes, root: root).first)
        #expect(verdict.intact)
        #expect(verdict.now.words == "PASSED", "\(verdict)")
        #expect(verdict.later.words == "PASSED", "\(verdict)")
    }

    @Test func `pdfsig and qpdf find each level in order`() async throws {
        let fixture = try await LevelFixture.frozen()
        let basic = try await fixture.sign()
        for level in SignatureLevel.allCases {
            let bytes = try await fixture.raiser().raise(basic, to: level).bytes
            try await TemporaryDirectory.with { directory in
                try Referee.write(bytes, "signed.pdf", in: directory)
                let pdfsig = try await Referee.run("pdfsig", ["-nocert", "signed.pdf"], in: directory)
                let qpdf = try await Referee.run("qpdf", ["--check", "signed.pdf"], in: directory)
                #expect(pdfsig.text.contains("Signature Validation: Signature is Valid."), "\(level): \(pdfsig.text)")
                #expect(qpdf.isSuccess, "\(level): \(qpdf.text)")
            }
        }
    }
}
