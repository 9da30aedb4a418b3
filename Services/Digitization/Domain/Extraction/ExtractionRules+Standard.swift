extension ExtractionRules {
    /// What the head of an administrative document says (ND 30/2020, Appendix I).
    static let head: [ExtractionRule] = [
        ExtractionRule("organName", [], .issuer), ExtractionRule("codeNumber", [], .codeNumber),
        ExtractionRule("codeNotation", [], .codeNotation), ExtractionRule("issuedDate", [], .placeAndDay),
    ]

    /// Who signed.
    public static let signer: [ExtractionRule] = [
        ExtractionRule("signerPosition", [], .signerPosition), ExtractionRule("signerName", [], .signerName),
    ]

    /// The rules that come with the suite; a deployment may hand others to the service as a file.
    public static let standard: [ExtractionRules] = [.decision, .birth, .licence, .marital, .minutes, .business, .permit, .land]

    /// Decisions and letters.
    public static let decision = ExtractionRules(
        paperTypes: ["decision", "letter", "letter2"],
        rules: Self.head + [ExtractionRule("subject", ["Về việc", "V/v"], .wholeLine)] + Self.signer, stops: ["Kính gửi"])

    /// Birth certificates and extracts of the birth register.
    public static let birth = ExtractionRules(
        paperTypes: ["birth"],
        rules: Self.head + [
            ExtractionRule("fullName", ["Họ, chữ đệm, tên"], .personName),
            ExtractionRule("birthDate", ["Ngày, tháng, năm sinh"], .date, wordsLabels: ["Ghi bằng chữ"]),
            ExtractionRule("sex", ["Giới tính"], .word), ExtractionRule("ethnicity", ["Dân tộc"], .word),
            ExtractionRule("nationality", ["Quốc tịch"], .text), ExtractionRule("birthPlace", ["Nơi sinh"], .text),
            ExtractionRule("hometown", ["Quê quán"], .text),
            ExtractionRule("personalId", ["Số định danh cá nhân"], .personalID),
            ExtractionRule("motherName", ["Họ, chữ đệm, tên người mẹ"], .personName),
            ExtractionRule("motherBirthYear", ["Năm sinh"], .year),
            ExtractionRule("address", ["Nơi cư trú"], .text),
            ExtractionRule("fatherName", ["Họ, chữ đệm, tên người cha"], .personName),
            ExtractionRule("fatherBirthYear", ["Năm sinh"], .year, occurrence: 2),
            ExtractionRule("registrationPlace", ["Đã đăng ký khai sinh tại"], .text),
            ExtractionRule("registrationNumber", ["Số đăng ký"], .word),
            ExtractionRule("registrationDate", ["Ngày đăng ký"], .date),
        ] + Self.signer,
        stops: ["Ghi bằng chữ", "Sao từ"])

    /// Applications for another driving licence.
    public static let licence = ExtractionRules(
        paperTypes: ["licence"],
        rules: [
            ExtractionRule("addressee", ["Kính gửi"], .text), ExtractionRule("fullName", ["Họ và tên"], .personName),
            ExtractionRule("sex", ["Giới tính"], .word), ExtractionRule("birthDate", ["Ngày sinh"], .date),
            ExtractionRule("nationality", ["Quốc tịch"], .text),
            ExtractionRule("personalId", ["Số căn cước", "Số định danh cá nhân", "Số CCCD"], .personalID),
            ExtractionRule("idIssuedDate", ["Ngày cấp"], .date),
            ExtractionRule("address", ["Nơi đăng ký thường trú", "Nơi đăng ký thường"], .text),
            ExtractionRule("licenceNumber", ["Số giấy phép lái xe"], .word), ExtractionRule("licenceClass", ["Hạng"], .word),
            ExtractionRule("licenceIssuedDate", ["Ngày cấp"], .date, occurrence: 2),
            ExtractionRule("licenceExpiryDate", ["Có giá trị đến", "Có giá trị"], .date),
            ExtractionRule("licenceAuthority", ["Nơi cấp"], .text), ExtractionRule("reason", ["Lý do đổi"], .text),
            ExtractionRule("issuedDate", [], .placeAndDay),
        ],
        stops: ["Nơi cư trú hiện nay", "Tôi đã học"])
}
