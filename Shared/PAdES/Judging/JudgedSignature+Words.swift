import Clocks
import PDF
public import PKI

extension JudgedSignature {
    /// The judgement in whole sentences: verdict, signer, time and every check, then faults, proofs, revocation, changes and
    /// remarks (R36).
    public func sentences(in language: Language) -> [String] {
        let report = self.report.sentences(in: language)
        // A document timestamp has an authority instead of a signer, and its own words for the verdict.
        var sentences = self.kind == .signature ? report : [self.timestampVerdict(in: language)] + self.authority(in: language)
        sentences += self.faults.map { $0.sentence(in: language) }
        sentences += self.proofs.map { $0.sentence(in: language) }
        if self.kind == .signature { sentences += self.timestamps.map { Self.sentence($0, in: language) } }
        sentences += self.allRevocation.map { $0.sentence(in: language) }
        sentences += self.changeSentences(in: language)
        return sentences + self.remarks.map { $0.sentence(in: language) }
    }

    private func timestampVerdict(in language: Language) -> String {
        let reason = self.subIndication.map { ": " + $0.words(in: language) } ?? ""
        switch (self.indication, language) {
        case (.valid, .vietnamese): return "Dấu thời gian của tài liệu hợp lệ."
        case (.valid, .english): return "The document timestamp is valid."
        case (.invalid, .vietnamese): return "Dấu thời gian của tài liệu không hợp lệ\(reason)."
        case (.invalid, .english): return "The document timestamp is not valid\(reason)."
        case (.indeterminate, .vietnamese): return "Chưa đủ căn cứ kết luận dấu thời gian của tài liệu hợp lệ\(reason)."
        case (.indeterminate, .english): return "There is not enough evidence to call the document timestamp valid\(reason)."
        }
    }

    private func authority(in language: Language) -> [String] {
        guard let token = self.timestamps.first?.token else { return [] }
        let name = token.signer?.subject.commonName ?? "?"
        let time = token.generatedAt.vietnamISO8601
        switch language {
        case .vietnamese: return ["Tổ chức cấp dấu thời gian: \(name), lúc \(time)."]
        case .english: return ["Timestamp by \(name) at \(time)."]
        }
    }

    private static func sentence(_ timestamp: JudgedTimestamp, in language: Language) -> String {
        let name = timestamp.token?.signer?.subject.commonName ?? "?"
        let time = timestamp.token?.generatedAt.vietnamISO8601 ?? "?"
        let reason = timestamp.subIndication.map { ": " + $0.words(in: language) } ?? ""
        switch (timestamp.indication, language) {
        case (.valid, .vietnamese): return "Dấu thời gian do \(name) cấp lúc \(time) hợp lệ."
        case (.valid, .english): return "The timestamp by \(name) of \(time) is valid."
        case (_, .vietnamese): return "Dấu thời gian do \(name) cấp lúc \(time) không được tính\(reason)."
        case (_, .english): return "The timestamp by \(name) of \(time) does not count\(reason)."
        }
    }

    private func changeSentences(in language: Language) -> [String] {
        guard let changes = self.changes, !changes.findings.isEmpty else { return [] }
        let violations = Set(changes.violations)
        var seen: Set<String> = []
        return changes.findings.compactMap { finding in
            let what = language == .vietnamese ? finding.rule.vietnamese : finding.rule.english
            let isViolation = violations.contains(finding)
            let page = finding.page.map { language == .vietnamese ? " (trang \($0))" : " (page \($0))" } ?? ""
            let sentence =
                switch (isViolation, language) {
                case (true, .vietnamese): "Sau khi ký, không được phép: \(what)\(page)."
                case (true, .english): "After signing, not permitted: \(what)\(page)."
                case (false, .vietnamese): "Sau khi ký, được phép: \(what)\(page)."
                case (false, .english): "After signing, permitted: \(what)\(page)."
                }
            return seen.insert(sentence).inserted ? sentence : nil
        }
    }
}
