import ArgumentParser
import PAdES
import PKI

/// What `verify-pdf` prints: the report in words, or with `--json` in its structured form.
enum VerifyPDFOutput {
    /// 0 valid, 1 invalid, 2 no verdict.
    static func exitCode(_ report: DocumentReport) -> ExitCode {
        switch report.indication {
        case .valid: .success
        case .invalid: .findings
        case .indeterminate: .undecided
        }
    }

    /// The report for a person: Vietnamese first, English second.
    static func lines(_ report: DocumentReport) -> [String] {
        var lines = [report.verdictSentence(in: .vietnamese), report.verdictSentence(in: .english)]
        for (index, signature) in report.signatures.enumerated() {
            lines.append("")
            let level = report.level(of: signature).map { " \($0.rawValue)" } ?? ""
            lines.append("[\(index + 1)] \(signature.fieldName)\(level)")
            lines += Language.allCases.flatMap { language in signature.sentences(in: language).map { "  \($0)" } }
        }
        return lines
    }
}
