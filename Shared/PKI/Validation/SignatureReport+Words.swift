import Clocks

extension SignatureReport {
    /// The report in words: first the verdict, then signer, issuer, time and every check (R36).
    ///
    /// - Parameter language: The language of the sentences.
    /// - Returns: Whole sentences in reading order.
    public func sentences(in language: Language) -> [String] {
        [self.verdictSentence(in: language)] + self.signerSentences(in: language)
            + [self.timeSentence(in: language)] + self.checks.map { $0.sentence(in: language) }
    }

    /// The verdict and its reason in one sentence.
    public func verdictSentence(in language: Language) -> String {
        let reason = self.subIndication.map { ": " + $0.words(in: language) } ?? ""
        switch (self.indication, language) {
        case (.valid, .vietnamese): return "Chữ ký số hợp lệ."
        case (.valid, .english): return "The signature is valid."
        case (.invalid, .vietnamese): return "Chữ ký số không hợp lệ\(reason)."
        case (.invalid, .english): return "The signature is not valid\(reason)."
        case (.indeterminate, .vietnamese): return "Chưa đủ căn cứ kết luận chữ ký số hợp lệ\(reason)."
        case (.indeterminate, .english): return "There is not enough evidence to call the signature valid\(reason)."
        }
    }

    private func signerSentences(in language: Language) -> [String] {
        guard let signer = self.signer else {
            return [language == .vietnamese ? "Không xác định được người ký." : "The signer is not known."]
        }
        let name = signer.subject.commonName
        let issuer = signer.issuer.commonName
        let period = "\(signer.notBefore.vietnamISO8601) – \(signer.notAfter.vietnamISO8601)"
        switch language {
        case .vietnamese:
            return [
                "Người ký: \(name).", "Tổ chức cấp chứng thư số: \(issuer).",
                "Chứng thư số \(signer.serialNumberHex) có hiệu lực \(period).",
            ]
        case .english:
            return [
                "Signer: \(name).", "Certificate issued by: \(issuer).",
                "Certificate \(signer.serialNumberHex) is valid \(period).",
            ]
        }
    }

    private func timeSentence(in language: Language) -> String {
        guard let time = self.signingTime else {
            return language == .vietnamese ? "Không có thông tin thời điểm ký." : "The time of signing is not stated."
        }
        let instant = time.instant.vietnamISO8601
        switch (time.basis, language) {
        case (.claimed, .vietnamese): return "Thời điểm ký do máy người ký ghi: \(instant)."
        case (.claimed, .english): return "Time of signing as stated by the signer's computer: \(instant)."
        case (.recorded, .vietnamese): return "Thời điểm ký do hệ thống ghi nhận: \(instant)."
        case (.recorded, .english): return "Time of signing as recorded by this system: \(instant)."
        case (.timestamped, .vietnamese): return "Dấu thời gian chứng minh đã ký trước hoặc vào lúc: \(instant)."
        case (.timestamped, .english): return "A timestamp proves that it was signed at or before: \(instant)."
        }
    }
}
