extension QualityFinding {
    /// What the clerk can do about it, in Vietnamese.
    public var adviceVi: String {
        let place = self.page > 0 ? "Trang \(self.page): " : ""
        return place + self.sentenceVi
    }

    /// What the clerk can do about it, in English.
    public var adviceEn: String {
        let place = self.page > 0 ? "Page \(self.page): " : ""
        return place + self.sentenceEn
    }

    private var sentenceVi: String {
        switch self.reason {
        case .resolutionTooLow: "độ phân giải \(self.measured), yêu cầu \(self.demanded). Hãy quét lại với độ phân giải cao hơn."
        case .blankPage: "trang trắng, không có nội dung. Hãy kiểm tra mặt giấy rồi quét lại, hoặc bỏ trang này và sửa số trang."
        case .orientation: "trang bị quay ngang hoặc lộn ngược (\(self.measured)). Hãy đặt giấy đúng chiều rồi quét lại."
        case .skewed: "trang bị nghiêng \(self.measured), cho phép \(self.demanded). Hãy đặt giấy ngay ngắn rồi quét lại."
        case .blurred: "hình bị mờ, nét chữ không rõ. Hãy lau mặt kính, ép phẳng giấy rồi quét lại."
        case .notColour: "bản quét không có màu (\(self.measured)), yêu cầu \(self.demanded). Hãy chọn chế độ quét màu rồi quét lại."
        case .pageCountMismatch: "tệp có \(self.measured) trang nhưng đã đếm \(self.demanded) trang giấy. Hãy đếm lại giấy và quét đủ các trang theo thứ tự."
        case .damagedFile: "tệp bị hỏng hoặc chưa tải lên hết. Hãy quét hoặc tải lên lại."
        case .wrongFileType: "tệp không phải là bản quét JPEG, PNG, TIFF hoặc PDF gồm ảnh các trang. Hãy chọn đúng tệp quét."
        case .tooLarge: "tệp hoặc trang quá lớn (\(self.measured)), giới hạn \(self.demanded). Hãy giảm độ phân giải hoặc tách tệp."
        case .encrypted: "tệp PDF có mật khẩu hoặc được mã hóa. Hãy bỏ mã hóa rồi tải lên lại."
        }
    }

    private var sentenceEn: String {
        switch self.reason {
        case .resolutionTooLow: "the resolution is \(self.measured), \(self.demanded) is required. Scan again at a higher resolution."
        case .blankPage: "the page is blank. Check which side was scanned and scan again, or leave the page out and correct the count."
        case .orientation: "the page lies sideways or upside down (\(self.measured)). Turn the paper and scan again."
        case .skewed: "the page is turned by \(self.measured), \(self.demanded) is allowed. Lay the paper straight and scan again."
        case .blurred: "the picture is out of focus. Clean the glass, press the paper flat and scan again."
        case .notColour: "the scan has no colour (\(self.measured)), \(self.demanded) is required. Choose colour and scan again."
        case .pageCountMismatch: "the file has \(self.measured) pages but \(self.demanded) were counted on paper. Count again and scan every page in order."
        case .damagedFile: "the file is damaged or was not uploaded completely. Scan or upload it again."
        case .wrongFileType: "the file is not a JPEG, PNG or TIFF scan or a PDF made of page images. Choose the scan itself."
        case .tooLarge: "the file or page is too large (\(self.measured)), the limit is \(self.demanded). Lower the resolution or split the file."
        case .encrypted: "the PDF is encrypted. Remove the encryption and upload it again."
        }
    }
}
