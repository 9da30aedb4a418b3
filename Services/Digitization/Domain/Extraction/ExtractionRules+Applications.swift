extension ExtractionRules {
    /// Declarations for a certificate of marital status.
    public static let marital = ExtractionRules(
        paperTypes: ["marital"],
        rules: [
            ExtractionRule("addressee", ["Kính gửi"], .text),
            ExtractionRule("fullName", ["Họ, chữ đệm, tên người yêu cầu"], .personName),
            ExtractionRule("birthDate", ["Ngày, tháng, năm sinh"], .date), ExtractionRule("sex", ["Giới tính"], .word),
            ExtractionRule("ethnicity", ["Dân tộc"], .word), ExtractionRule("nationality", ["Quốc tịch"], .text),
            ExtractionRule("personalId", ["Số định danh cá nhân"], .personalID),
            ExtractionRule("address", ["Nơi cư trú"], .text), ExtractionRule("occupation", ["Nghề nghiệp"], .text),
            ExtractionRule("maritalStatus", ["Tình trạng hôn nhân"], .text),
            ExtractionRule("purpose", ["Mục đích sử dụng giấy"], .longText), ExtractionRule("issuedDate", [], .placeAndDay),
        ],
        stops: ["Quan hệ với", "Trong thời gian cư trú", "Tôi cam đoan"])

    /// Minutes of a hand-over.
    public static let minutes = ExtractionRules(
        paperTypes: ["minutes"],
        rules: Self.head + [
            ExtractionRule("subject", ["Về việc"], .wholeLine), ExtractionRule("place", ["tại"], .longText),
            ExtractionRule("delivererName", ["Bên giao"], .personName), ExtractionRule("receiverName", ["Bên nhận"], .personName),
        ],
        stops: ["chúng tôi gồm"])
}
