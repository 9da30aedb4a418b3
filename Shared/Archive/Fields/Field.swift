/// A field of the descriptive metadata, by the name it has in the files.
///
/// Source: Circular 05/2025/TT-BNV, appendices I to V.
public enum Field: String, CaseIterable, Hashable, Sendable {
    /// Mã hồ sơ lưu trữ: the archive's code before the file code.
    case arcFileCode
    /// Mã hồ sơ, or the code of a batch of documents.
    case fileCode
    /// Tiêu đề.
    case title
    /// Thời hạn lưu trữ.
    case maintenance
    /// Chế độ sử dụng.
    case mode
    /// Ngôn ngữ.
    case language
    /// Thời gian bắt đầu.
    case startDate
    /// Thời gian kết thúc.
    case endDate
    /// Từ khóa.
    case keyword
    /// Tổng số tài liệu.
    case totalDoc
    /// Số lượng tờ.
    case numberOfPaper
    /// Số lượng trang.
    case numberOfPage
    /// Tình trạng vật lý.
    case format
    /// Ký hiệu thông tin.
    case inforSign
    /// Mức độ tin cậy.
    case confidenceLevel
    /// Mã hồ sơ gốc giấy.
    case paperFileCode
    /// Chế độ dự phòng.
    case riskRecovery
    /// Tình trạng dự phòng.
    case riskRecoveryStatus
    /// Ghi chú.
    case description
    /// Nguồn gốc: 0 = đi, 1 = đến.
    case source
    /// Mã định danh tài liệu.
    case docId
    /// Mã lưu trữ của tài liệu.
    case docCode
    /// Mã lưu trữ của tài liệu trong kho.
    case arcDocCode
    /// Số thứ tự tài liệu trong hồ sơ.
    case docOrdinal
    /// Tên loại tài liệu.
    case typeName
    /// Số của tài liệu.
    case codeNumber
    /// Ký hiệu của tài liệu.
    case codeNotation
    /// Ngày tháng năm tài liệu.
    case issuedDate
    /// Cơ quan, tổ chức, cá nhân ban hành.
    case organName
    /// Trích yếu nội dung.
    case subject
    /// Bút tích.
    case autograph
    /// Quy trình xử lý: 1 = a process file is attached (R50).
    case process
    /// Mã yêu cầu khai thác.
    case requestID
    /// Ngày yêu cầu.
    case requestDate
    /// Mục đích.
    case purpose
    /// Nội dung mục đích.
    case purposeContent
    /// Đối tượng miễn, giảm phí.
    case feeObjectType
    /// Chủ đề nghiên cứu.
    case researchTopic
}
