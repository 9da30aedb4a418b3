import PAdES
import PDF
import PDFTestSupport
import PKI
import Testing

/// Every indication, sub-indication, fault and finding has its sentence in both languages (R36).
@Suite struct JudgingWordsTests {
    @Test(arguments: Language.allCases)
    func `R36 has a sentence of its own for every fault of a byte range`(_ language: Language) {
        let faults: [EmbeddedSignature.Fault] = [
            .byteRangeMalformed, .byteRangeOutside, .gapIsNotContents, .endIsNoRevision, .revisionUnreadable, .dictionaryReplaced,
            .contentsNotPadded, .overlapsOtherSignature,
        ]

        #expect(Set(faults.map { $0.sentence(in: language) }).count == faults.count)
    }

    @Test(arguments: Language.allCases)
    func `R36 tells verdict, signer, issuer, time, revocation and proof in words`(_ language: Language) async throws {
        let fixture = try await JudgingFixture.shared()
        let report = fixture.validator.validate(try #require(fixture.documents["b-lta"]), at: JudgingFixture.Day.signing.instant)
        let text = report.sentences(in: language).joined(separator: "\n")

        #expect(text.hasPrefix(language == .vietnamese ? "Tài liệu được ký số hợp lệ." : "The document is validly signed."))
        #expect(text.contains("Nguyễn Văn A") && text.contains("Test Sub CA") && text.contains("Test TSA"))
        #expect(text.contains("2025-06-01T15:00:00+07:00"))
        #expect(text.contains("OCSP") && text.contains("CRL"))
    }

    @Test func `R36 names what was changed after signing`() async throws {
        let corpus = try await ManipulatedCorpus.shared()
        let file = try #require(corpus.cases.first { $0.name == "added: a page" })
        let report = corpus.judge(file.bytes)

        #expect(report.sentences(in: .vietnamese).contains { $0.hasPrefix("Sau khi ký, không được phép: Trang bị thêm") })
        #expect(report.sentences(in: .english).contains { $0.hasPrefix("After signing, not permitted: pages were added") })
    }
}
