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
        case .orientation where self.severity == .mended:
            "trang quét sai chiều (\(self.measured)), hệ thống đã tự xoay lại. Không cần quét lại, hãy xem lại nếu thấy chưa đúng."
        case .resolutionTooLow: "độ phân giải \(self.measured), yêu cầu \(self.demanded). Hãy quét lại với độ phân giải cao hơn."
        case .blankPage: "trang trắng, không có nội dung. Hãy kiểm tra mặt giấy rồi quét lại, hoặc bỏ trang này và sửa số trang."
        case .orientation: "trang bị quay ngang hoặc lộn ngược (\(self.measured)). Hãy đặt giấy đúng chiều rồi quét lại."
        case .skewed: "trang bị nghiêng \(self.measured), cho phép \(self.demanded). Hãy đặt giấy ngay ngắn rồi quét lại."
        case .blurred: "hình bị mờ, nét chữ không rõ. Hãy lau mặt kính, ép phẳng giấy rồi quét lại."
        case .notColour: "bản quét không có màu (\(self.measured)), yêu cầu \(self.demanded). Hãy chọn chế độ quét màu rồi quét lại."
        case .pageCountMismatch: "tệp có \(self.measured) trang nhưng đã đếm \(self.demanded) trang giấy. Hãy đếm lại giấy và quét đủ các trang theo thứ tự."
        case .damagedFile: "tệp bị hỏng hoặc chưa tải lên hết. Hãy quét hoặc tải lên lại."
        case .wrongFileType: "tệp không phải là JPEG, PNG, TIFF hoặc PDF. Hãy chọn đúng tệp quét."
        case .tooLarge: "tệp hoặc trang quá lớn (\(self.measured)), giới hạn \(self.demanded). Hãy giảm độ phân giải hoặc tách tệp."
        case .encrypted: "tệp PDF có mật khẩu hoặc được mã hóa. Hãy bỏ mã hóa rồi tải lên lại."
        case .tooDark: "hình quá tối (độ sáng nền giấy \(self.measured), yêu cầu \(self.demanded)). Hãy đậy nắp máy, tăng độ sáng rồi quét lại."
        case .speckled: "hình có nhiều đốm bẩn (\(self.measured), cho phép \(self.demanded)). Hãy lau mặt kính và con lăn rồi quét lại."
        case .cutEdge: "chữ bị cắt ở mép giấy (\(self.measured), cho phép \(self.demanded)). Hãy đặt giấy trọn trong vùng quét rồi quét lại."
        case .wrongScale: "khổ giấy theo bản quét là \(self.measured), không phải \(self.demanded). Hãy đặt tỷ lệ quét 100 % và kiểm tra độ phân giải rồi quét lại."
        case .duplicatePage: "trang giống \(self.measured) đã quét trước đó. Hãy kiểm tra xem có quét trùng không; nếu trùng, hãy bỏ trang này."
        case .lowConfidence: "chữ nhận dạng được không chắc chắn (\(self.measured), yêu cầu \(self.demanded)). Cần người xem lại trang này."
        }
    }

    private var sentenceEn: String {
        switch self.reason {
        case .orientation where self.severity == .mended:
            "the page was scanned the wrong way round (\(self.measured)) and was turned by itself. Nothing to do, unless it looks wrong."
        case .resolutionTooLow: "the resolution is \(self.measured), \(self.demanded) is required. Scan again at a higher resolution."
        case .blankPage: "the page is blank. Check which side was scanned and scan again, or leave the page out and correct the count."
        case .orientation: "the page lies sideways or upside down (\(self.measured)). Turn the paper and scan again."
        case .skewed: "the page is turned by \(self.measured), \(self.demanded) is allowed. Lay the paper straight and scan again."
        case .blurred: "the picture is out of focus. Clean the glass, press the paper flat and scan again."
        case .notColour: "the scan has no colour (\(self.measured)), \(self.demanded) is required. Choose colour and scan again."
        case .pageCountMismatch: "the file has \(self.measured) pages but \(self.demanded) were counted on paper. Count again and scan every page in order."
        case .damagedFile: "the file is damaged or was not uploaded completely. Scan or upload it again."
        case .wrongFileType: "the file is none of JPEG, PNG, TIFF and PDF. Choose the scan itself."
        case .tooLarge: "the file or page is too large (\(self.measured)), the limit is \(self.demanded). Lower the resolution or split the file."
        case .encrypted: "the PDF is encrypted. Remove the encryption and upload it again."
        case .tooDark: "the picture is too dark (paper level \(self.measured), \(self.demanded) is required). Close the lid, raise the brightness and scan again."
        case .speckled: "the picture is strewn with specks (\(self.measured), \(self.demanded) is allowed). Clean glass and rollers and scan again."
        case .cutEdge: "print is cut off at the edge (\(self.measured), \(self.demanded) is allowed). Lay the whole sheet into the scan area and scan again."
        case .wrongScale: "the sheet measures \(self.measured) by its resolution, which is not \(self.demanded). Scan at 100 % with the right resolution."
        case .duplicatePage: "the page looks like \(self.measured), captured before. Check whether it was scanned twice; if so, remove it."
        case .lowConfidence: "the text was recognised unsurely (\(self.measured), \(self.demanded) is required). A person has to look at this page."
        }
    }
}
