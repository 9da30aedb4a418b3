extension SubIndication {
    /// The reason as the second half of a sentence.
    ///
    /// - Parameter language: The language of the words.
    public func words(in language: Language) -> String {
        switch language {
        case .vietnamese: self.vietnamese
        case .english: self.english
        }
    }

    private var vietnamese: String {
        switch self {
        case .formatFailure: "chữ ký không đúng định dạng"
        case .hashFailure: "nội dung tài liệu đã bị thay đổi sau khi ký"
        case .signatureFailure: "giá trị chữ ký không khớp với khóa của người ký"
        case .expired: "chứng thư số đã hết hạn tại thời điểm ký"
        case .notYetValid: "chứng thư số chưa có hiệu lực tại thời điểm ký"
        case .signatureConstraintsFailure: "chữ ký thiếu thông tin ràng buộc với chứng thư số"
        case .chainConstraintsFailure: "chứng thư số không được dùng để ký văn bản"
        case .chainFailure: "đường dẫn chứng thực hoặc tình trạng thu hồi không xác nhận được"
        case .cryptographyFailure: "thuật toán hoặc độ dài khóa không đủ an toàn"
        case .noSigningCertificate: "không có đúng chứng thư số của người ký"
        case .noChain: "chứng thư số không do tổ chức được tin cậy cấp"
        case .noProofOfExistence: "không có căn cứ chứng minh đã ký khi chứng thư số còn hiệu lực"
        case .revoked: "chứng thư số đã bị thu hồi khi ký"
        case .revokedNoProof: "chứng thư số đã bị thu hồi và không có căn cứ chứng minh đã ký trước đó"
        case .authorityRevoked: "chứng thư số của tổ chức chứng thực đã bị thu hồi và không có căn cứ chứng minh đã ký trước đó"
        case .tryLater: "thông tin thu hồi đã cũ, cần kiểm tra lại với thông tin mới"
        case .noProof: "không có căn cứ chứng minh dữ liệu xác thực đã có đúng lúc"
        case .cryptographyNoProof: "thuật toán hoặc độ dài khóa đã hết thời hạn an toàn và không có căn cứ chứng minh đã ký trước đó"
        case .timestampOrder: "các dấu thời gian mâu thuẫn với nhau hoặc với đồng hồ"
        case .signedDataNotFound: "không đọc được tài liệu"
        case .noSignature: "tài liệu không có chữ ký số"
        case .unpermittedChange: "tài liệu đã bị thay đổi sau khi ký ngoài phạm vi chữ ký cho phép"
        case .generic: "việc kiểm tra chưa hoàn tất"
        }
    }

    private var english: String {
        switch self {
        case .formatFailure: "the signature breaks its format"
        case .hashFailure: "the document was changed after signing"
        case .signatureFailure: "the signature value does not fit the signer's key"
        case .expired: "the certificate had expired at the time of signing"
        case .notYetValid: "the certificate was not valid yet at the time of signing"
        case .signatureConstraintsFailure: "the signature is not bound to its certificate"
        case .chainConstraintsFailure: "the certificate may not be used to sign documents"
        case .chainFailure: "the certification path or its revocation status could not be confirmed"
        case .cryptographyFailure: "an algorithm or key length is too weak"
        case .noSigningCertificate: "the signer's certificate is missing or another one"
        case .noChain: "the certificate was not issued by a trusted authority"
        case .noProofOfExistence: "nothing proves that it was signed while the certificate was valid"
        case .revoked: "the certificate had been revoked when it was used"
        case .revokedNoProof: "the certificate is revoked and nothing proves that it was signed before"
        case .authorityRevoked: "an authority's certificate is revoked and nothing proves that it was signed before"
        case .tryLater: "what is known about revocation is too old; ask again"
        case .noProof: "nothing proves that the validation data existed in time"
        case .cryptographyNoProof: "an algorithm or key length has run out and nothing proves that it was signed before"
        case .timestampOrder: "timestamps contradict each other or the clock"
        case .signedDataNotFound: "the document cannot be read"
        case .noSignature: "the document carries no signature"
        case .unpermittedChange: "the document was changed after signing beyond what the signature permits"
        case .generic: "the check could not be finished"
        }
    }
}
