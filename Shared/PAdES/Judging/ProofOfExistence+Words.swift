import Clocks
public import PKI

extension ProofOfExistence {
    /// The proof as a sentence (R36).
    public func sentence(in language: Language) -> String {
        let time = self.instant.vietnamISO8601
        switch (self.source, language) {
        case (.signatureTimestamp, .vietnamese): return "Dấu thời gian của chữ ký chứng minh chữ ký đã có lúc \(time)."
        case (.signatureTimestamp, .english): return "The signature's timestamp proves that it existed at \(time)."
        case (.documentTimestamp(let field), .vietnamese): return "Dấu thời gian \(field) của tài liệu chứng minh đã có lúc \(time)."
        case (.documentTimestamp(let field), .english): return "The document timestamp \(field) proves that it existed at \(time)."
        case (.recorded, .vietnamese): return "Hệ thống đã ghi nhận lúc \(time)."
        case (.recorded, .english): return "This system recorded it at \(time)."
        }
    }
}
