extension SignatureCheck {
    /// The question and its answer as one sentence.
    ///
    /// - Parameter language: The language of the sentence.
    public func sentence(in language: Language) -> String {
        "\(self.kind.words(in: language)): \(self.outcome.words(in: language))."
    }
}

extension SignatureCheck.Kind {
    /// The name of the question.
    func words(in language: Language) -> String {
        switch (self, language) {
        case (.format, .vietnamese): "Định dạng chữ ký"
        case (.format, .english): "Format of the signature"
        case (.integrity, .vietnamese): "Tính toàn vẹn của tài liệu"
        case (.integrity, .english): "Integrity of the document"
        case (.signerReference, .vietnamese): "Ràng buộc với chứng thư số"
        case (.signerReference, .english): "Binding to the certificate"
        case (.algorithms, .vietnamese): "Thuật toán và độ dài khóa"
        case (.algorithms, .english): "Algorithms and key length"
        case (.path, .vietnamese): "Đường dẫn tới tổ chức chứng thực được tin cậy"
        case (.path, .english): "Path to a trusted authority"
        case (.validity, .vietnamese): "Hiệu lực chứng thư số tại thời điểm ký"
        case (.validity, .english): "Validity of the certificate at the time of signing"
        case (.purpose, .vietnamese): "Mục đích sử dụng chứng thư số"
        case (.purpose, .english): "Purpose of the certificate"
        case (.revocation, .vietnamese): "Tình trạng thu hồi chứng thư số"
        case (.revocation, .english): "Revocation of the certificate"
        case (.timestamp, .vietnamese): "Dấu thời gian"
        case (.timestamp, .english): "Timestamp"
        case (.coverage, .vietnamese): "Phạm vi ký trong tệp"
        case (.coverage, .english): "Signed range of the file"
        case (.changes, .vietnamese): "Không bị thay đổi trái phép sau khi ký"
        case (.changes, .english): "No unpermitted change after signing"
        }
    }
}

extension SignatureCheck.Outcome {
    /// The answer in words.
    func words(in language: Language) -> String {
        switch (self, language) {
        case (.passed, .vietnamese): "đạt"
        case (.passed, .english): "passed"
        case (.failed, .vietnamese): "không đạt"
        case (.failed, .english): "failed"
        case (.notChecked, .vietnamese): "chưa kiểm tra"
        case (.notChecked, .english): "not checked"
        case (.absent, .vietnamese): "không có"
        case (.absent, .english): "absent"
        }
    }
}
