import PDF
public import PKI

extension DocumentReport {
    /// The verdict over the document and its reason in one sentence (R36).
    public func verdictSentence(in language: Language) -> String {
        let reason = self.subIndication.map { ": " + $0.words(in: language) } ?? ""
        switch (self.indication, language) {
        case (.valid, .vietnamese): return "Tài liệu được ký số hợp lệ."
        case (.valid, .english): return "The document is validly signed."
        case (.invalid, .vietnamese): return "Chữ ký số của tài liệu không hợp lệ\(reason)."
        case (.invalid, .english): return "The document is not validly signed\(reason)."
        case (.indeterminate, .vietnamese): return "Chưa kết luận được về chữ ký số của tài liệu\(reason)."
        case (.indeterminate, .english): return "No verdict over the document's signatures can be given\(reason)."
        }
    }

    /// The verdict, and the sentences of every signature and timestamp in their order.
    public func sentences(in language: Language) -> [String] {
        [self.verdictSentence(in: language)] + self.signatures.flatMap { $0.sentences(in: language) }
    }
}
