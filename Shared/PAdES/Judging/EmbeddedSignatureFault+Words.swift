public import PDF
public import PKI

extension EmbeddedSignature.Fault {
    /// The fault as a sentence (R36).
    public func sentence(in language: Language) -> String {
        switch (self, language) {
        case (.byteRangeMalformed, .vietnamese): "Phạm vi ký (ByteRange) thiếu hoặc không đúng dạng."
        case (.byteRangeMalformed, .english): "The signed range (ByteRange) is missing or malformed."
        case (.byteRangeOutside, .vietnamese): "Phạm vi ký chồng lên nhau hoặc vượt ra ngoài tệp."
        case (.byteRangeOutside, .english): "The signed range overlaps itself or reaches beyond the file."
        case (.gapIsNotContents, .vietnamese): "Phần không được ký không phải chỉ là giá trị chữ ký."
        case (.gapIsNotContents, .english): "What the signed range leaves out is not just the signature value."
        case (.endIsNoRevision, .vietnamese): "Phạm vi ký không kết thúc ở cuối một phiên bản của tệp."
        case (.endIsNoRevision, .english): "The signed range does not end where a revision of the file ends."
        case (.revisionUnreadable, .vietnamese): "Phiên bản được ký không mở được."
        case (.revisionUnreadable, .english): "The signed revision cannot be opened."
        case (.dictionaryReplaced, .vietnamese): "Thông tin chữ ký đang hiển thị khác với thông tin lúc ký."
        case (.dictionaryReplaced, .english): "The signature shown now is not the one of the signed revision."
        case (.contentsNotPadded, .vietnamese): "Giá trị chữ ký không đúng dạng hoặc có dữ liệu thừa."
        case (.contentsNotPadded, .english): "The signature value is malformed or followed by other data."
        case (.overlapsOtherSignature, .vietnamese): "Phạm vi ký chồng lên một chữ ký khác."
        case (.overlapsOtherSignature, .english): "The signed range overlaps another signature."
        }
    }
}
