import Archive
import PAdES
import PKI

/// Turns the judgement over a PDF into the answer a package asks for.
enum PackageSignatures {
    static func answer(_ report: DocumentReport) -> SignatureAnswer {
        let verdict: SignatureAnswer.Verdict =
            switch report.indication {
            case .valid: .valid
            case .invalid: .invalid
            case .indeterminate: report.fault == nil && report.signatures.isEmpty ? .unsigned : .undecided
            }
        return SignatureAnswer(
            verdict, vietnamese: report.verdictSentence(in: .vietnamese), english: report.verdictSentence(in: .english))
    }
}
