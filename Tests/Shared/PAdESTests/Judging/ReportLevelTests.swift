import AuthoritySupport
import Clocks
import Foundation
import PAdES
import PDF
import PKI
import Testing

/// The level that a report names is read from the document (EN 319 142-1, 6).
@Suite(.timeLimit(.minutes(10))) struct ReportLevelTests {
    @Test(arguments: SignatureLevel.allCases)
    func `R36 R39 a report names the level that was reached`(_ level: SignatureLevel) async throws {
        let fixture = try await LevelFixture.frozen()
        let signed = try await fixture.sign(level: level == .basic ? .basic : .timestamped)
        let outcome = try await fixture.raiser().raise(signed, to: level)
        let validator = DocumentValidator(trust: try fixture.services.trust(), policy: ValidationPolicy(revocation: .recorded))

        let report = validator.validate(outcome.bytes, at: fixture.now)

        #expect(report.indication == .valid)
        #expect(report.level == level)
    }

    @Test func `R39 a time by a document timestamp alone is B-T, and B-LTA only under a second one`() async throws {
        let fixture = try await LevelFixture.frozen()
        // Without room in the signature the timestamp stands behind the document.
        let signed = try await fixture.sign(allowance: 0)
        let validator = DocumentValidator(trust: try fixture.services.trust(), policy: ValidationPolicy(revocation: .recorded))
        for level in [SignatureLevel.timestamped, .longTerm, .archival] {
            let outcome = try await fixture.raiser().raise(signed, to: level)
            #expect(validator.validate(outcome.bytes, at: fixture.now).level == level)
        }
    }

    @Test func `R39 what was asked for or handed in raises no level`() async throws {
        let fixture = try await LevelFixture.frozen()
        let stamped = try await fixture.raiser().raise(try await fixture.sign(level: .timestamped), to: .timestamped).bytes
        let validator = DocumentValidator(trust: try fixture.services.trust())

        let report = await validator.validate(stamped, at: fixture.now, gathering: fixture.gatherer())

        #expect(report.indication == .valid && report.debts.isEmpty)
        #expect(report.level == .timestamped)
    }

    @Test func `R39 evidence that is in the document and handed in too counts as the document's own`() async throws {
        let fixture = try await LevelFixture.frozen()
        let bytes = try await fixture.raiser().raise(try await fixture.sign(level: .timestamped), to: .archival).bytes
        let validator = DocumentValidator(trust: try fixture.services.trust())

        let report = validator.validate(bytes, at: fixture.now, material: try bytes.store())

        #expect(report.indication == .valid && report.level == .archival)
    }

    @Test func `R36 a changed document has no level, and the form says so`() async throws {
        let fixture = try await LevelFixture.frozen()
        var signed = try await fixture.sign()
        let letter = try #require(Data(signed).range(of: Data("Xin chao".utf8))?.lowerBound)
        signed[letter] ^= 1
        let report = DocumentValidator(trust: try fixture.services.trust()).validate(signed, at: fixture.now)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(DocumentReportForm(report).json().utf8)) as? [String: Any])

        #expect(report.indication == .invalid && report.level == nil)
        #expect(json["verdict"] as? String == "invalid" && json["level"] == nil)
        #expect(json["formatVersion"] as? Int == DocumentReportForm.currentVersion)
    }
}
