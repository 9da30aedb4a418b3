/// What went wrong while a PDF was read, written or extended.
///
/// Two errors are equal when their ``code`` is equal, so a test names the code alone.
public struct PDFError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The kind of failure.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        enum Kind: String, Hashable, Sendable {
            case empty, notPDF, encrypted, damaged, tooLarge, xfaForm
            case unsupported, badImage, badFont, badText, badInput
            case signatureTooLarge, fieldTaken, changesForbidden, notFirst, demandsUnmet, writeFailed
        }

        let kind: Kind

        /// The file has no bytes.
        public static let empty = Self(kind: .empty)
        /// The file does not begin as a PDF.
        public static let notPDF = Self(kind: .notPDF)
        /// The file is encrypted.
        public static let encrypted = Self(kind: .encrypted)
        /// The file is damaged or cut off; reading it would mean guessing.
        public static let damaged = Self(kind: .damaged)
        /// A limit of size, pages, objects or nesting is exceeded.
        public static let tooLarge = Self(kind: .tooLarge)
        /// The form of the file is an XFA form, which cannot be signed.
        public static let xfaForm = Self(kind: .xfaForm)
        /// The file is sound but uses something that is not supported here.
        public static let unsupported = Self(kind: .unsupported)
        /// A picture is damaged, of impossible size or of a kind that PDF/A does not allow.
        public static let badImage = Self(kind: .badImage)
        /// A font file is damaged or of the wrong kind.
        public static let badFont = Self(kind: .badFont)
        /// A text has a character that the chosen font cannot show.
        public static let badText = Self(kind: .badText)
        /// An argument is impossible.
        public static let badInput = Self(kind: .badInput)
        /// The signature needs more room than was reserved.
        public static let signatureTooLarge = Self(kind: .signatureTooLarge)
        /// The named signature field is signed already or is no signature field.
        public static let fieldTaken = Self(kind: .fieldTaken)
        /// An earlier signature forbids the change.
        public static let changesForbidden = Self(kind: .changesForbidden)
        /// A certification was asked for, and the document has a signature.
        public static let notFirst = Self(kind: .notFirst)
        /// The signature field demands something of its signature that cannot be obeyed.
        public static let demandsUnmet = Self(kind: .demandsUnmet)
        /// The receiver of the written bytes failed.
        public static let writeFailed = Self(kind: .writeFailed)

        /// The name of the case.
        public var description: String { self.kind.rawValue }
    }

    /// The kind of failure.
    public let code: Code
    /// What was found, in English, for the log; holds no text of the document.
    public let message: String
    /// The bytes a signature needs, when ``code`` is ``Code/signatureTooLarge``.
    public let neededBytes: Int?
    /// The error behind this one.
    public let cause: (any Error)?
    /// Where the error was made.
    public let location: String

    /// Makes an error.
    public init(
        code: Code, message: String, neededBytes: Int? = nil, cause: (any Error)? = nil,
        file: String = #fileID, line: Int = #line
    ) {
        self.code = code
        self.message = message
        self.neededBytes = neededBytes
        self.cause = cause
        self.location = "\(file):\(line)"
    }

    /// The sentence for a clerk, in Vietnamese.
    public var description: String { self.code.vietnamese }

    /// Everything that is known, for the log.
    public var debugDescription: String {
        let reason = self.cause.map { " (\($0))" } ?? ""
        return "PDFError.\(self.code): \(self.message)\(reason) at \(self.location)"
    }
}

extension PDFError: Hashable {
    /// Compares the codes only.
    public static func == (left: PDFError, right: PDFError) -> Bool { left.code == right.code }

    /// Hashes the code only.
    public func hash(into hasher: inout Hasher) { hasher.combine(self.code) }
}

extension PDFError.Code {
    /// A sentence that tells a clerk what is wrong and what to do.
    public var vietnamese: String {
        switch self.kind {
        case .empty: "Tệp rỗng. Hãy chọn lại tệp hoặc quét lại giấy tờ."
        case .notPDF: "Tệp không phải là PDF. Hãy chọn tệp PDF."
        case .encrypted: "Tệp PDF được đặt mật khẩu hoặc mã hóa. Hãy gỡ mật khẩu rồi nộp lại."
        case .damaged: "Tệp PDF bị hỏng hoặc bị cắt cụt. Hãy xuất lại từ bản gốc hoặc quét lại."
        case .tooLarge: "Tệp PDF vượt giới hạn cho phép. Hãy chia nhỏ tài liệu."
        case .xfaForm: "Tệp PDF chứa biểu mẫu XFA, không ký được. Hãy in ra PDF thường rồi nộp lại."
        case .unsupported: "Tệp PDF dùng tính năng chưa được hỗ trợ. Hãy xuất lại ở dạng PDF/A."
        case .badImage: "Ảnh quét bị hỏng hoặc có kích thước không hợp lệ. Hãy quét lại."
        case .badFont: "Phông chữ của hệ thống bị thiếu hoặc hỏng. Hãy báo quản trị viên."
        case .badText: "Văn bản có ký tự không hiển thị được. Hãy sửa ký tự đó."
        case .badInput: "Dữ liệu đưa vào không hợp lệ."
        case .signatureTooLarge: "Chữ ký số lớn hơn phần dành sẵn. Hãy chuẩn bị lại với dung lượng lớn hơn rồi ký lại."
        case .fieldTaken: "Ô chữ ký đã được ký hoặc không phải ô chữ ký. Hãy chọn ô khác."
        case .changesForbidden: "Chữ ký trước đó không cho phép thay đổi tài liệu. Không thể ký thêm."
        case .notFirst: "Chỉ chữ ký đầu tiên mới được chứng nhận tài liệu, mà tài liệu này đã có chữ ký. Hãy ký thường, hoặc chứng nhận bản chưa ký."
        case .demandsUnmet: "Ô chữ ký đặt yêu cầu mà chữ ký này không đáp ứng được. Hãy chọn ô khác hoặc đề nghị người lập biểu mẫu sửa ô chữ ký."
        case .writeFailed: "Không ghi được tệp kết quả. Hãy thử lại hoặc báo quản trị viên."
        }
    }
}
