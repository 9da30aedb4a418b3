extension ExtractionRules {
    /// Registration certificates of a household business.
    public static let business = ExtractionRules(
        paperTypes: ["business"],
        rules: [
            ExtractionRule("organName", [], .issuer), ExtractionRule("businessCode", ["Mã số hộ kinh doanh"], .word),
            ExtractionRule("firstRegistrationDate", ["Đăng ký lần đầu"], .date),
            ExtractionRule("businessName", ["Tên hộ kinh doanh"], .longText),
            ExtractionRule("businessAddress", ["Địa chỉ trụ sở hộ kinh doanh"], .longText),
            ExtractionRule("businessLine", ["Ngành, nghề kinh doanh"], .longText),
            ExtractionRule("capital", ["Vốn kinh doanh"], .number), ExtractionRule("fullName", ["Họ và tên"], .personName),
            ExtractionRule("sex", ["Giới tính"], .word), ExtractionRule("birthDate", ["Sinh ngày"], .date),
            ExtractionRule("ethnicity", ["Dân tộc"], .word), ExtractionRule("nationality", ["Quốc tịch"], .text),
            ExtractionRule("personalId", ["Số định danh cá nhân"], .personalID),
            ExtractionRule("address", ["Nơi thường trú"], .longText), ExtractionRule("issuedDate", [], .placeAndDay),
        ] + Self.signer,
        stops: ["Đăng ký thay đổi lần thứ", "Điện thoại", "Bằng chữ", "Thông tin về chủ hộ", "Chủ thể thành lập"])

    /// Building permits.
    public static let permit = ExtractionRules(
        paperTypes: ["permit"],
        rules: Self.head + [
            ExtractionRule("fullName", ["Cấp cho ông (bà)"], .personName),
            ExtractionRule("personalId", ["số căn cước", "số định danh cá nhân"], .personalID),
            ExtractionRule("address", ["Địa chỉ thường trú"], .longText),
            ExtractionRule("parcelNumber", ["thửa đất số"], .number), ExtractionRule("mapSheetNumber", ["tờ bản đồ số"], .number),
            ExtractionRule("constructionAddress", ["tờ bản đồ số"], .textBehindNumber),
            ExtractionRule("buildingArea", ["Diện tích xây dựng tầng 1"], .number),
            ExtractionRule("floorArea", ["tổng diện tích sàn"], .number), ExtractionRule("floors", ["Số tầng"], .number),
            ExtractionRule("height", ["chiều cao công trình"], .number),
            ExtractionRule("certificateNumber", ["Giấy chứng nhận số"], .serial),
        ] + Self.signer,
        stops: ["Được phép xây dựng", "Theo thiết kế do", "Cốt nền", "Chỉ giới xây dựng"])

    /// Certificates of land use rights and of what stands on the land.
    public static let land = ExtractionRules(
        paperTypes: ["land"],
        rules: [
            ExtractionRule("fullName", ["Ông", "Bà"], .personName), ExtractionRule("birthDate", ["sinh ngày"], .date),
            ExtractionRule("personalId", ["CCCD số", "CC số"], .personalID),
            ExtractionRule("spouseName", ["Và vợ: bà", "Và chồng: ông"], .personName),
            ExtractionRule("spouseBirthDate", ["sinh ngày"], .date, occurrence: 2),
            ExtractionRule("spousePersonalId", ["CCCD số", "CC số"], .personalID, occurrence: 2),
            ExtractionRule("address", ["Địa chỉ thường trú"], .text), ExtractionRule("parcelNumber", ["Thửa đất số"], .number),
            ExtractionRule("mapSheetNumber", ["Tờ bản đồ số"], .number), ExtractionRule("landAddress", ["Địa chỉ thửa đất"], .text),
            ExtractionRule("area", ["Diện tích"], .number), ExtractionRule("landUse", ["Loại đất"], .longText),
            ExtractionRule("certificateNumber", ["Số phát hành"], .serial),
            ExtractionRule("registrationNumber", ["Số vào sổ cấp Giấy chứng nhận"], .serial),
            ExtractionRule("issuedDate", [], .placeAndDay),
        ] + Self.signer,
        stops: ["Thông tin thửa đất", "Hình thức sử dụng", "Thời hạn sử dụng", "Nguồn gốc sử dụng", "Thông tin tài sản", "Ghi chú"])
}
