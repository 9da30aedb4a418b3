import PKI

/// What the place of a signature in its file has against it.
enum DocumentObjection: Hashable, Sendable {
    /// The byte range does not say what is signed, or lies about it.
    case byteRange
    /// Something was added after the last signature.
    case extended
    /// It is a kind of signature that is not judged here.
    case otherKind

    /// The objection as one sentence.
    func sentence(in language: Language) -> String {
        switch (self, language) {
        case (.byteRange, .vietnamese): "Phạm vi ký trong tệp không đáng tin cậy."
        case (.byteRange, .english): "The signed range of the file cannot be relied on."
        case (.extended, .vietnamese): "Sau chữ ký cuối cùng, tệp đã được bổ sung nội dung không được ký."
        case (.extended, .english): "Content that nobody signed was added after the last signature."
        case (.otherKind, .vietnamese): "Loại chữ ký này chưa được hệ thống kiểm tra."
        case (.otherKind, .english): "This kind of signature is not judged here."
        }
    }
}
