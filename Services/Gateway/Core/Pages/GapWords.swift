/// Kinds of gaps as pages name them.
enum GapWords {
    /// The kind in Vietnamese; a kind of a later version stands as it is.
    static func of(_ kind: String) -> String {
        switch kind {
        case "empty": "Chưa có tài liệu"
        case "paperMissing": "Thiếu giấy tờ của hồ sơ thủ tục"
        case "documentMissing": "Thiếu tài liệu theo danh mục"
        case "tooMany": "Thừa tài liệu"
        case "documentField": "Tài liệu thiếu thông tin mô tả"
        case "unsigned": "Tài liệu chưa ký số"
        case "signatureMissing": "Thiếu chữ ký số cá nhân hoặc cơ quan"
        case "signatureInvalid": "Chữ ký số không hợp lệ"
        case "signatureUnjudged": "Chữ ký số chưa kiểm tra được"
        case "wrongSigner": "Sai người ký"
        case "draftOfIssued": "Còn bản thảo của văn bản đã ban hành"
        case "duplicate": "Tài liệu trùng tệp"
        case "sameNumber": "Trùng số, ký hiệu"
        case "attachmentsMissing": "Thiếu phụ lục"
        case "datedAfterEnd": "Đề ngày sau khi kết thúc"
        case "recalled": "Văn bản đã bị thu hồi"
        case "unlisted": "Tài liệu không thuộc hồ sơ"
        case "recordField": "Hồ sơ thiếu thông tin mô tả"
        case "endBeforeStart": "Ngày kết thúc trước ngày mở"
        case "closingEventMissing": "Chưa có sự kiện kết thúc"
        case "notClosed": "Đã đủ, chưa kết thúc hồ sơ"
        default: kind
        }
    }
}
