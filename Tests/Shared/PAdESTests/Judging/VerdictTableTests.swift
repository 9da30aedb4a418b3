import Clocks
import PAdES
import PDF
import PKI
import Testing

/// Verdicts over documents that pyHanko signed at every level, and over lies about time, purpose and revocation.
@Suite struct VerdictTableTests {
    @Test(arguments: VerdictRow.all)
    func `R35 judges as of the time that is proven`(_ row: VerdictRow) async throws {
        let fixture = try await JudgingFixture.shared()
        let bytes = try #require(fixture.documents[row.document])

        let report = fixture.validator.validate(bytes, at: row.day.instant, material: fixture.material(row.lists))

        #expect(report.indication == row.indication, "\(report.subIndication?.rawValue ?? "") \(report.detail)")
        #expect(report.subIndication == row.subIndication, "\(report.detail)")
    }

    @Test func `pyHanko gives the verdicts of the table`() async throws {
        let fixture = try await JudgingFixture.shared()
        let questions = try VerdictRow.all.map { row in
            PyHankoReferee.Question(bytes: try #require(fixture.documents[row.document]), day: row.day, lists: row.lists)
        }

        let answers = try await PyHankoReferee.judge(questions, fixture)

        for (row, answer) in zip(VerdictRow.all, answers) {
            let first = answer.signatures?.first
            #expect((first.map { "\($0.status) \($0.reason)" } ?? "") == row.pyHanko, "\(row): \(answer)")
            // What pyHanko passes we pass, what it fails we fail, and nothing we pass is broken to it.
            if first?.status == "PASSED" { #expect(row.indication == .valid, "\(row)") }
            if first?.status == "FAILED" { #expect(row.indication == .invalid, "\(row)") }
            if row.indication == .valid { #expect(answer.signatures?.allSatisfy(\.isSound) == true, "\(row): \(answer)") }
        }
    }

    @Test func `pdfsig finds sound what the table calls valid`() async throws {
        let fixture = try await JudgingFixture.shared()
        for row in VerdictRow.all where row.day == .signing && row.indication != .indeterminate {
            let answer = try await PdfsigReferee.judge(try #require(fixture.documents[row.document]))

            #expect(answer.callsGood == (row.indication == .valid), "\(row): \(answer.text)")
            #expect(answer.callsBroken == (row.indication == .invalid), "\(row): \(answer.text)")
        }
    }

    @Test func `R35 keeps path, answers and times as evidence that suffices to judge again`() async throws {
        let fixture = try await JudgingFixture.shared()
        let bytes = try #require(fixture.documents["b-t"])
        let day = JudgingFixture.Day.revoked
        let report = fixture.validator.validate(bytes, at: day.instant, material: fixture.material(day))

        let signature = try #require(report.signatures.first)
        #expect(signature.report.path.map(\.subject.commonName) == ["Nguyễn Văn A", "Test Sub CA", "Test Root CA"])
        #expect(signature.proofs == [ProofOfExistence(JudgingFixture.signing, .signatureTimestamp)])
        #expect(signature.revocation.map(\.outcome) == [.good, .good])
        #expect(signature.revocation.allSatisfy { $0.origin == .caller && $0.instant == JudgingFixture.signing })
        #expect(report.debts.isEmpty)
        let again = fixture.validator.validate(bytes, at: day.instant, material: report.evidence)
        #expect(again.indication == .valid)
    }

    @Test func `R39 records revocation that cannot be had as debt and tells of it`() async throws {
        let fixture = try await JudgingFixture.shared()
        let bytes = try #require(fixture.documents["b-t"])
        let strict = fixture.validator.validate(bytes, at: JudgingFixture.Day.signing.instant)
        var policy = ValidationPolicy.standard
        policy.revocation = .recorded
        let lenient = DocumentValidator(trust: fixture.validator.trust, policy: policy).validate(bytes, at: JudgingFixture.Day.signing.instant)

        #expect(strict.indication == .indeterminate)
        #expect(Set(strict.debts.map(\.certificate.subject.commonName)) == ["Nguyễn Văn A", "Test Sub CA", "Test TSA"])
        #expect(lenient.indication == .valid)
        #expect(lenient.debts == strict.debts)
        #expect(lenient.sentences(in: .english).contains { $0.contains("nothing is known about revocation") })
    }

    @Test func `a recorded completion proves existence like a timestamp`() async throws {
        let fixture = try await JudgingFixture.shared()
        let bytes = try #require(fixture.documents["revoked-later-without-time"])
        let day = JudgingFixture.Day.later
        let open = fixture.validator.validate(bytes, at: day.instant, material: fixture.material(day))
        let cms = try #require(open.signatures.first?.cmsSHA256)
        let before = fixture.validator.validate(
            bytes, at: day.instant, material: fixture.material(day), recorded: [cms: JudgingFixture.signing])
        let after = fixture.validator.validate(
            bytes, at: day.instant, material: fixture.material(day), recorded: [cms: JudgingFixture.instant("2026-03-01T00:00:00Z")])

        #expect(open.subIndication == .revokedNoProof)
        #expect(before.indication == .valid)
        #expect(after.subIndication == .revoked && after.indication == .invalid)
    }

    @Test func `proofs come from timestamps that hold and from no others`() async throws {
        let fixture = try await JudgingFixture.shared()
        func judged(_ name: String, _ day: JudgingFixture.Day) throws -> JudgedSignature {
            let report = fixture.validator.validate(try #require(fixture.documents[name]), at: day.instant, material: fixture.material(day))
            return try #require(report.signatures.first { $0.kind == .signature })
        }

        let future = try judged("tsa-from-the-future", .revoked)
        #expect(future.proofs.isEmpty)
        #expect(future.timestamps.map(\.subIndication) == [.timestampOrder])
        #expect(future.report.outcome(of: .timestamp) == .failed)
        let wrong = try judged("tsa-wrong-purpose", .revoked)
        #expect(wrong.proofs.isEmpty && wrong.timestamps.allSatisfy { $0.indication != .valid })
        let lost = try judged("tsa-lost", .later)
        #expect(lost.proofs.isEmpty)
        #expect(lost.timestamps.map(\.subIndication) == [.revoked])
        #expect(try judged("tsa-lost-covered", .later).proofs.map(\.instant).min() == JudgingFixture.signing)
        #expect(try judged("claimed-later", .signing).remarks.contains { if case .claimedAfterProof = $0 { true } else { false } })
    }

    @Test func `without the anchor there is no chain, and no verdict`() async throws {
        let fixture = try await JudgingFixture.shared()
        let stranger = try DevelopmentAuthority(organization: "Khác", now: JudgingFixture.signing - .seconds(86_400))
        // The documents bring their own root along; that makes nobody trusted.
        let validator = DocumentValidator(trust: TrustStore(anchors: [stranger.root]))
        let report = validator.validate(
            try #require(fixture.documents["b-lta"]), at: JudgingFixture.Day.signing.instant,
            material: DocumentSecurityStore(certificates: [fixture.root.derBytes, fixture.intermediate.derBytes]))

        #expect(report.indication == .indeterminate)
        #expect(report.subIndication == .noChain)
    }

    @Test func `algorithms run out by date, and a timestamp in time keeps a signature`() async throws {
        let fixture = try await JudgingFixture.shared()
        let end = JudgingFixture.instant("2025-12-31T00:00:00Z")
        var policy = ValidationPolicy.standard
        policy.algorithms = AlgorithmLimits(rows: [.init(.curve(.p256), until: end, source: "test")] + AlgorithmLimits.standard.rows)
        let validator = DocumentValidator(trust: fixture.validator.trust, policy: policy)
        func verdict(_ name: String, _ day: JudgingFixture.Day) throws -> DocumentReport {
            validator.validate(try #require(fixture.documents[name]), at: day.instant, material: fixture.material(day))
        }

        #expect(try verdict("b-b", .revoked).indication == .valid)
        #expect(try verdict("b-b", .later).subIndication == .cryptographyNoProof)
        // Renewed only after the end: too late.
        #expect(try verdict("b-lta-renewed", .later).subIndication == .cryptographyNoProof)
    }

    @Test func `RSA below 3,000 bits ends with 2028 in the table of ETSI and with 2030 in that of NIST`() {
        let before = JudgingFixture.instant("2028-12-31T23:59:59Z"), after = JudgingFixture.instant("2029-01-01T00:00:00Z")
        let late = JudgingFixture.instant("2031-01-01T00:00:00Z")
        for bits in [2048, 2999] {
            #expect(AlgorithmLimits.etsi.answer(about: .rsa(bits: bits), at: before) == .accepted)
            #expect(AlgorithmLimits.etsi.answer(about: .rsa(bits: bits), at: after) == .ranOut(before))
            #expect(AlgorithmLimits.Table.nist.limits.answer(about: .rsa(bits: bits), at: after) == .accepted)
        }
        for table in AlgorithmLimits.Table.allCases.map(\.limits) {
            #expect(table.answer(about: .rsa(bits: 3072), at: late) == .accepted)
            #expect(table.answer(about: .rsa(bits: 1024), at: before) == .refused)
            #expect(table.answer(about: .p256, at: late) == .accepted && table.answer(about: .sha384, at: late) == .accepted)
            #expect(table.rows.allSatisfy { !$0.source.isEmpty })
        }
        #expect(AlgorithmLimits.Table.nist.limits.answer(about: .rsa(bits: 2048), at: late) != .accepted)
    }

    @Test func `R41 says that an older form was accepted`() async throws {
        let fixture = try await JudgingFixture.shared()
        let report = fixture.validator.validate(try #require(fixture.documents["older-with-data"]), at: JudgingFixture.Day.signing.instant)

        #expect(report.signatures.first?.remarks.contains(.olderForm) == true)
        #expect(report.signatures.first?.report.outcome(of: .format) == .passed)
    }
}
