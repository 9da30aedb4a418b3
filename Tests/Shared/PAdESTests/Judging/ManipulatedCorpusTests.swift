import PAdES
import PDF
import PDFTestSupport
import PKI
import Testing

/// No broken or manipulated file is called valid, what was done is named, and the referees agree.
@Suite struct ManipulatedCorpusTests {
    @Test func `the paper itself is valid, to the referees as well`() async throws {
        let corpus = try await ManipulatedCorpus.shared()
        let report = corpus.judge(corpus.files.signed)
        let pyHanko = try await PyHankoReferee.judge(
            [.init(bytes: corpus.files.signed, day: .paper, lists: .paper)], corpus.fixture)
        let pdfsig = try await PdfsigReferee.judge(corpus.files.signed)

        #expect(report.indication == .valid, "\(report.detail)")
        #expect(pyHanko.first?.signatures?.map(\.isSound) == [true])
        #expect(pdfsig.isSound, "\(pdfsig.text)")
    }

    @Test(.timeLimit(.minutes(10))) func `R36 calls no manipulated file valid and names what was done`() async throws {
        let corpus = try await ManipulatedCorpus.shared()
        #expect(corpus.cases.count >= 100)
        for file in corpus.cases {
            let report = corpus.judge(file.bytes)
            let first = report.signatures.first { $0.fieldName == corpus.files.signature.fieldName } ?? report.signatures.first

            switch file.outcome {
            case .refused:
                #expect(report.fault != nil && report.indication == .indeterminate && report.subIndication == .signedDataNotFound, "\(file)")
            // With a real CMS some of them show a signature that is at fault.
            case .unsigned: #expect(report.indication != .valid, "\(file): \(report.detail)")
            case .fault(let fault):
                #expect(report.indication == .invalid && first?.faults.contains(fault) == true, "\(file): \(report.detail)")
            case .digest:
                #expect(report.indication == .invalid && first?.report.outcome(of: .integrity) == .failed, "\(file): \(report.detail)")
            case .cms: #expect(report.indication != .valid, "\(file): \(report.detail)")
            case .changed(let rule, let level):
                #expect(first?.changes?.findings.contains { $0.rule == rule } == true, "\(file): \(report.detail)")
                if rule == .tooMuch {
                    // What cannot be compared is not proven to be wrong.
                    #expect(report.indication == .indeterminate, "\(file): \(report.detail)")
                } else if level > .formFilling {
                    #expect(report.indication == .invalid && first?.subIndication == .unpermittedChange, "\(file): \(report.detail)")
                } else {
                    #expect(report.indication != .valid || rule == .fieldFilled, "\(file): \(report.detail)")
                }
            }
            for language in Language.allCases { #expect(!report.sentences(in: language).contains(""), "\(file)") }
        }
    }

    @Test(.timeLimit(.minutes(10))) func `pyHanko finds fault with the same files`() async throws {
        let corpus = try await ManipulatedCorpus.shared()
        let answers = try await PyHankoReferee.judge(
            corpus.cases.map { .init(bytes: $0.bytes, day: .paper, lists: .paper) }, corpus.fixture)
        var accepted: Set<String> = []
        for (file, answer) in zip(corpus.cases, answers) {
            if let signatures = answer.signatures, !signatures.isEmpty, signatures.allSatisfy(\.isSound) { accepted.insert(file.name) }
        }

        #expect(accepted == Set(ManipulatedCorpus.blindToPyHanko.keys), "\(accepted.symmetricDifference(ManipulatedCorpus.blindToPyHanko.keys).sorted())")
    }

    @Test(.timeLimit(.minutes(10))) func `pdfsig finds fault with the same files`() async throws {
        let corpus = try await ManipulatedCorpus.shared()
        var accepted: Set<String> = []
        for file in corpus.cases {
            if try await PdfsigReferee.judge(file.bytes).isSound { accepted.insert(file.name) }
        }

        #expect(accepted == Set(ManipulatedCorpus.blindToPdfsig.keys), "\(accepted.symmetricDifference(ManipulatedCorpus.blindToPdfsig.keys).sorted())")
    }
}
