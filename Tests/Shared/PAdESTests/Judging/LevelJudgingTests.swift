import AuthoritySupport
import Clocks
import PAdES
import PDF
import PKI
import Testing

/// The levels that the suite makes itself, judged by the suite; `LevelRefereeTests` asks the referees about the same.
@Suite struct LevelJudgingTests {
    private func judge(_ bytes: [UInt8], _ fixture: LevelFixture, at instant: UTCInstant) throws -> DocumentReport {
        DocumentValidator(trust: try fixture.services.trust()).validate(bytes, at: instant)
    }

    @Test(arguments: LevelRefereeTests.signers)
    func `R35 each level holds for as long as it promises`(_ name: String, _ key: String, _ scheme: SignatureScheme) async throws {
        let fixture = try await LevelFixture.frozen()
        let stamped = try await fixture.sign(by: name, key: key, scheme: scheme, level: .timestamped)
        let soon = fixture.now + .seconds(60)
        let nextYear = fixture.now + .seconds(300 * 86_400)
        for level in SignatureLevel.allCases {
            let bytes = level == .basic ? try await fixture.sign(by: name, key: key, scheme: scheme) : try await fixture.raiser().raise(stamped, to: level).bytes
            let now = try self.judge(bytes, fixture, at: soon)
            let later = try self.judge(bytes, fixture, at: nextYear)

            switch level {
            case .basic, .timestamped:
                #expect(now.subIndication == .chainFailure, "\(level): \(now.detail)")
                #expect(!now.debts.isEmpty)
            case .longTerm, .archival: #expect(now.indication == .valid, "\(level): \(now.detail)")
            }
            // The authority of the last timestamp must be asked again after its list ran out.
            #expect(later.indication == .indeterminate, "\(level): \(later.detail)")
        }
    }

    @Test func `R39 debts are paid by asking, and the verdict follows`() async throws {
        let fixture = try await LevelFixture.frozen()
        let bytes = try await fixture.sign(level: .timestamped)
        let validator = DocumentValidator(trust: try fixture.services.trust())

        let report = await validator.validate(bytes, at: fixture.now, gathering: fixture.gatherer())

        #expect(report.indication == .valid, "\(report.detail)")
        #expect(report.debts.isEmpty)
        #expect(report.signatures.first?.remarks.contains(.outsideData) == true)
    }

    @Test func `a renewed document is valid with all its timestamps`() async throws {
        let fixture = try await LevelFixture.frozen()
        let renewed = try await fixture.raiser().renew(try await fixture.raiser().raise(try await fixture.sign(level: .timestamped), to: .archival).bytes)

        let report = try self.judge(renewed.bytes, fixture, at: fixture.now + .seconds(60))

        #expect(report.indication == .valid, "\(report.detail)")
        #expect(report.signatures.filter { $0.kind == .documentTimestamp }.allSatisfy { $0.indication == .valid })
    }
}
