import Clocks
public import PKI

extension RevocationEvidence {
    /// What is known, as a sentence (R36).
    public func sentence(in language: Language) -> String {
        let name = "\(self.certificate.subject.commonName) (\(self.certificate.serialNumberHex))"
        switch language {
        case .vietnamese: return "Chứng thư số \(name): \(self.vietnamese)\(self.source(in: language))."
        case .english: return "Certificate \(name): \(self.english)\(self.source(in: language))."
        }
    }

    private var vietnamese: String {
        switch self.outcome {
        case .good: "không bị thu hồi"
        case .notNeeded: "không cần hỏi tình trạng thu hồi"
        case .revokedLater(let since, _): "bị thu hồi từ \(since.vietnamISO8601), sau thời điểm được xét"
        case .revoked(let since, _): "đã bị thu hồi từ \(since.vietnamISO8601)"
        case .outdated: "thông tin thu hồi đã cũ"
        case .unproven: "thông tin thu hồi không được chứng minh là có đúng lúc"
        case .missing: "không có thông tin thu hồi"
        }
    }

    private var english: String {
        switch self.outcome {
        case .good: "not revoked"
        case .notNeeded: "revocation need not be asked for"
        case .revokedLater(let since, _): "revoked since \(since.vietnamISO8601), after the time that counts"
        case .revoked(let since, _): "revoked since \(since.vietnamISO8601)"
        case .outdated: "what is known about revocation is outdated"
        case .unproven: "what is known about revocation is not proven to have existed in time"
        case .missing: "nothing is known about revocation"
        }
    }

    private func source(in language: Language) -> String {
        guard let finding, let origin else { return "" }
        let time = finding.thisUpdate.vietnamISO8601
        switch language {
        case .vietnamese: return ", theo \(finding.source.rawValue) lúc \(time) (\(origin.words(in: language)))"
        case .english: return ", by \(finding.source.rawValue) of \(time) (\(origin.words(in: language)))"
        }
    }
}

extension EvidenceOrigin {
    /// The place in words.
    public func words(in language: Language) -> String {
        switch (self, language) {
        case (.signature, .vietnamese): "trong chữ ký"
        case (.signature, .english): "in the signature"
        case (.document, .vietnamese): "trong tài liệu"
        case (.document, .english): "in the document"
        case (.caller, .vietnamese): "từ ngoài tài liệu"
        case (.caller, .english): "from outside the document"
        }
    }
}
