extension SignerError {
    /// What is wrong and who can mend it, for the person who signs. Holds no personal data.
    ///
    /// - Parameter language: Vietnamese or English.
    public func words(in language: Language) -> String {
        let (vietnamese, english) = self.bothWords
        return language == .vietnamese ? vietnamese : english
    }

    private var bothWords: (String, String) {
        switch self.code.kind {
        case .pinNeeded:
            ("Chưa nhập mã PIN của thiết bị ký. Người ký hãy nhập mã PIN.", "No PIN was entered. The signer enters it.")
        case .pinWrong:
            (
                "Mã PIN sai. Hệ thống không thử lại để thiết bị không bị khóa; người ký hãy nhập mã PIN khác.",
                "The PIN is wrong. It is not tried again, so that the device is not locked; the signer enters another one.")
        case .pinLocked:
            (
                "Thiết bị ký đã bị khóa vì nhập sai mã PIN nhiều lần. Người ký đề nghị đơn vị cấp thiết bị mở khóa.",
                "The device is locked after wrong PINs. The signer asks the issuer of the device to unlock it.")
        case .pinLastTry:
            (
                "Thiết bị chỉ còn một lần thử mã PIN nên hệ thống không thử. Người ký hãy đăng nhập bằng phần mềm của nhà cung cấp trước.",
                "The device has one try left, which is not used here. The signer logs in with the vendor's program first.")
        case .pinExpired:
            (
                "Mã PIN phải được đổi. Người ký hãy đổi mã PIN bằng phần mềm của nhà cung cấp.",
                "The PIN must be changed. The signer changes it with the vendor's program.")
        case .unauthorized:
            (
                "Dịch vụ ký số từ xa không chấp nhận quyền truy cập. Quản trị hệ thống kiểm tra lại tài khoản dịch vụ.",
                "The remote signing service does not accept our access. The operators check the account.")
        case .tokenRemoved:
            ("Không thấy thiết bị ký. Người ký hãy cắm lại thiết bị rồi ký tiếp.", "The token is not there. The signer plugs it in again and goes on.")
        case .keyMissing:
            (
                "Thiết bị không có khóa đã chọn. Người ký kiểm tra đúng thiết bị, hoặc quản trị hệ thống chọn lại khóa.",
                "The chosen key is not on the device. The signer checks the device, or the operators choose the key again.")
        case .keyDoesNotMatch:
            ("Khóa không thuộc chứng thư số. Quản trị hệ thống chọn lại chứng thư số.", "Key and certificate do not belong together. The operators choose the certificate again.")
        case .refused:
            ("Người ký hoặc thiết bị đã từ chối ký. Người ký quyết định có ký lại hay không.", "The holder or the device refused. The signer decides whether to sign again.")
        case .unreachable:
            (
                "Không kết nối được dịch vụ ký số từ xa. Quản trị hệ thống kiểm tra mạng; có thể ký lại sau.",
                "The remote signing service cannot be reached. The operators check the network; try again later.")
        case .timedOut:
            (
                "Thiết bị hoặc dịch vụ ký không trả lời kịp. Người ký hãy rút rồi cắm lại thiết bị và ký lại; nếu vẫn vậy, báo quản trị hệ thống.",
                "Device or service did not answer in time. The signer plugs the device in again and signs again; if it stays so, the operators look."
            )
        case .unsupportedScheme, .badDigest:
            ("Thiết bị không ký được theo cách yêu cầu. Quản trị hệ thống kiểm tra loại khóa.", "The signer cannot sign as asked. The operators check the kind of key.")
        case .badAnswer, .moduleFailed:
            (
                "Thiết bị hoặc dịch vụ ký trả về kết quả lỗi. Quản trị hệ thống liên hệ nhà cung cấp.",
                "The signer answered with an error. The operators turn to the vendor.")
        case .moduleMissing:
            ("Không nạp được thư viện của thiết bị ký. Quản trị hệ thống cài lại phần mềm của nhà cung cấp.", "The vendor's module cannot be loaded. The operators install it again.")
        case .closed:
            ("Phiên ký đã đóng. Hãy mở lại phiên ký.", "The signer was closed. Open it again.")
        }
    }
}
