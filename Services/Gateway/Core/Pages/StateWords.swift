import HosoProto

/// States in the words of the portal and of the desk.
enum StateWords {
    static func of(_ status: Hoso_Intake_V1_DossierStatus) -> String {
        switch status {
        case .registered: "Mới đăng ký"
        case .accepted: "Được tiếp nhận"
        case .refused: "Không được tiếp nhận"
        case .inProgress: "Đang xử lý"
        case .supplementRequested: "Yêu cầu bổ sung giấy tờ"
        case .paymentRequested: "Yêu cầu thực hiện nghĩa vụ tài chính"
        case .withdrawalRequested: "Công dân yêu cầu rút hồ sơ"
        case .stopped: "Dừng xử lý"
        case .processed: "Đã xử lý xong"
        case .resultReturned: "Đã trả kết quả"
        case .unspecified, .UNRECOGNIZED: "Không rõ"
        }
    }

    static func of(_ channel: Hoso_Common_V1_Channel) -> String {
        switch channel {
        case .desk: "Trực tiếp"
        case .online: "Trực tuyến"
        case .postal: "Bưu chính công ích"
        case .unspecified, .UNRECOGNIZED: "Không rõ"
        }
    }

    /// State 0 to 3 of a component (R28).
    static func of(_ state: Hoso_Common_V1_ComponentDigitization) -> String {
        switch state {
        case .notDigitized, .unspecified: "Chưa số hóa"
        case .digitized: "Đã số hóa"
        case .reusedComponent: "Tái sử dụng từ thành phần hồ sơ khác"
        case .reusedResult: "Tái sử dụng từ kết quả hồ sơ khác"
        case .UNRECOGNIZED: "Không rõ"
        }
    }

    static func of(_ state: Hoso_Records_V1_RecordState) -> String {
        switch state {
        case .open: "Đã mở, chưa có tài liệu"
        case .collecting: "Đang thu thập tài liệu"
        case .closed: "Đã kết thúc: hoàn chỉnh"
        case .submitted: "Đã nộp lưu, chờ lưu trữ tiếp nhận"
        case .returned: "Lưu trữ trả lại"
        case .archived: "Lưu trữ đã tiếp nhận"
        case .destructionProposed: "Đang xem xét hủy"
        case .destroyed: "Đã hủy theo quyết định"
        case .unspecified, .UNRECOGNIZED: "Không rõ"
        }
    }

    static func of(_ verdict: Hoso_Signing_V1_Verdict) -> String {
        switch verdict {
        case .valid: "Chữ ký hợp lệ"
        case .invalid: "Chữ ký không hợp lệ"
        case .indeterminate, .unspecified, .UNRECOGNIZED: "Chưa kết luận được về chữ ký"
        }
    }
}
