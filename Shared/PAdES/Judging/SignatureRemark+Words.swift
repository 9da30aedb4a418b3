import Clocks
public import PKI

extension SignatureRemark {
    /// The remark as a sentence (R36).
    public func sentence(in language: Language) -> String {
        switch (self, language) {
        case (.claimedAfterProof(let claimed, let proven), .vietnamese):
            "Thời điểm do máy người ký ghi (\(claimed.vietnamISO8601)) muộn hơn thời điểm đã được chứng minh (\(proven.vietnamISO8601))."
        case (.claimedAfterProof(let claimed, let proven), .english):
            "The signer's computer claims a later time (\(claimed.vietnamISO8601)) than the one proven (\(proven.vietnamISO8601))."
        case (.olderForm, .vietnamese): "Chữ ký theo dạng cũ (adbe.pkcs7.detached), được chấp nhận như khi ký."
        case (.olderForm, .english): "The signature has an older form (adbe.pkcs7.detached), accepted as it was made."
        case (.signingTimeAttribute, .vietnamese): "Chữ ký có thuộc tính thời điểm ký mà mức PAdES cơ sở không cho phép."
        case (.signingTimeAttribute, .english): "The signature carries a signing-time attribute, which the PAdES baseline forbids."
        case (.outsideData, .vietnamese): "Kết luận dựa vào dữ liệu thu hồi lấy từ ngoài tài liệu."
        case (.outsideData, .english): "The verdict rests on revocation data from outside the document."
        }
    }
}
