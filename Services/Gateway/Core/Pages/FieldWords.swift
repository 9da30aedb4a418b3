/// What the fields of papers are called on pages.
enum FieldWords {
    private static let words: [String: String] = [
        "address": "Nơi thường trú, cư trú", "addressee": "Kính gửi", "area": "Diện tích", "birthDate": "Ngày sinh",
        "birthPlace": "Nơi sinh", "buildingArea": "Diện tích xây dựng", "businessAddress": "Địa chỉ kinh doanh",
        "businessCode": "Mã số kinh doanh", "businessLine": "Ngành, nghề", "businessName": "Tên cơ sở kinh doanh", "capital": "Vốn",
        "certificateNumber": "Số giấy chứng nhận", "codeNotation": "Ký hiệu văn bản", "codeNumber": "Số văn bản",
        "constructionAddress": "Địa điểm xây dựng", "delivererName": "Bên giao", "ethnicity": "Dân tộc", "fatherBirthYear": "Năm sinh của cha",
        "fatherName": "Họ tên cha", "firstRegistrationDate": "Ngày đăng ký lần đầu", "floorArea": "Tổng diện tích sàn",
        "floors": "Số tầng", "fullName": "Họ và tên", "height": "Chiều cao", "hometown": "Quê quán", "idIssuedDate": "Ngày cấp căn cước",
        "issuedDate": "Ngày ban hành", "landAddress": "Địa chỉ thửa đất", "landUse": "Loại đất", "licenceAuthority": "Nơi cấp giấy phép",
        "licenceClass": "Hạng", "licenceExpiryDate": "Có giá trị đến", "licenceIssuedDate": "Ngày cấp giấy phép",
        "licenceNumber": "Số giấy phép", "mapSheetNumber": "Tờ bản đồ số", "maritalStatus": "Tình trạng hôn nhân",
        "motherBirthYear": "Năm sinh của mẹ", "motherName": "Họ tên mẹ", "nationality": "Quốc tịch", "occupation": "Nghề nghiệp",
        "organName": "Cơ quan ban hành", "parcelNumber": "Thửa đất số", "personalId": "Số định danh cá nhân", "place": "Địa điểm",
        "purpose": "Mục đích sử dụng", "reason": "Lý do", "receiverName": "Bên nhận", "registrationDate": "Ngày đăng ký",
        "registrationNumber": "Số đăng ký", "registrationPlace": "Nơi đăng ký", "sex": "Giới tính", "signerName": "Người ký",
        "signerPosition": "Chức vụ người ký", "spouseBirthDate": "Ngày sinh của vợ, chồng", "spouseName": "Họ tên vợ, chồng",
        "spousePersonalId": "Số định danh của vợ, chồng", "subject": "Trích yếu",
    ]

    /// The name of a field; the bare one where a deployment's own rules made it.
    static func of(_ field: String) -> String { self.words[field] ?? field }
}
