import AuthoritySupport
import Clocks
import PAdES
import PDF
import PKI
import TestSupport
import Testing

/// Levels on top of a signature that certifies the document.
@Suite struct CertifiedLevelTests {
    @Test(arguments: CertifiedChanges.allCases)
    func `R39 evidence and timestamps keep what a certification promises`(permitted: CertifiedChanges) async throws {
        let fixture = try await LevelFixture.live()
        let root = try fixture.services.certificate("root")
        let certified = try await fixture.sign(level: .timestamped, certification: permitted)
        let raiser = try fixture.raiser()

        let archived = try await raiser.raise(certified, to: .archival)
        let renewed = try await raiser.renew(archived.bytes)

        for bytes in [archived.bytes, renewed.bytes] {
            let report = DocumentValidator(trust: try fixture.services.trust()).validate(bytes, at: fixture.now + .seconds(30))
            let theirs = try #require(try await PyHanko.judge(bytes, root: root).first)
            #expect(report.indication == .valid, "\(report.detail)")
            #expect(report.signatures.first?.changes?.level == .longTermData)
            #expect(theirs.now.words == "PASSED" && theirs.intact && theirs.docmdp, "\(theirs)")
        }
    }

    @Test func `R39 a document timestamp instead of one in the signature keeps a certification that permits nothing`() async throws {
        let fixture = try await LevelFixture.frozen()
        let certified = try await fixture.sign(certification: .nothing)

        let outcome = try await fixture.raiser().raise(certified, to: .archival)

        let report = DocumentValidator(trust: try fixture.services.trust()).validate(outcome.bytes, at: fixture.now + .seconds(60))
        #expect(outcome.bytes.starts(with: certified))
        #expect(report.indication == .valid, "\(report.detail)")
        let second = await #expect(throws: PAdESError.self) { try await fixture.sign(outcome.bytes, by: "rsa2048", key: "rsa2048", scheme: .rsaPKCS1SHA256) }
        guard case .document(let error) = second else {
            Issue.record("\(String(describing: second))")
            return
        }
        #expect(error.code == .changesForbidden)
    }

    @Test func `R36 a further signature after a certification that permits it is valid at every level`() async throws {
        let fixture = try await LevelFixture.frozen()
        let open = try await fixture.sign(level: .timestamped, certification: .formFilling)
        let signed = try await fixture.sign(open, by: "rsa2048", key: "rsa2048", scheme: .rsaPKCS1SHA256, level: .timestamped)
        let archived = try await fixture.raiser().raise(signed, to: .archival)

        let report = DocumentValidator(trust: try fixture.services.trust()).validate(archived.bytes, at: fixture.now + .seconds(60))

        #expect(report.indication == .valid, "\(report.detail)")
        #expect(report.signatures.first?.changes?.permittedLevel == .formFilling)
    }
}
