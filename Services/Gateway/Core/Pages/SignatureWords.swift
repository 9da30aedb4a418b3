import HosoProto

/// Certificates, levels and what is owed, in the words of the desk.
enum SignatureWords {
    static func of(_ state: Hoso_Signing_V1_CertificateState) -> String {
        switch state {
        case .usable: "Dùng được"
        case .notYetValid: "Chưa có hiệu lực"
        case .expired: "Đã hết hạn"
        case .notTrusted: "Không được tin cậy"
        case .revoked: "Đã bị thu hồi"
        case .unspecified, .UNRECOGNIZED: "Không rõ"
        }
    }

    static func of(_ purpose: Hoso_Signing_V1_CertificatePurpose) -> String {
        switch purpose {
        case .person: "Cá nhân"
        case .organisation: "Cơ quan"
        case .unspecified, .UNRECOGNIZED: "Không rõ"
        }
    }

    static func of(_ state: Hoso_Signing_V1_RevocationState) -> String {
        switch state {
        case .good: "Không bị thu hồi"
        case .revoked: "Bị thu hồi"
        case .unknown: "Chưa hỏi được"
        case .nobodyToAsk: "Chứng thư số không ghi nơi để hỏi"
        case .unspecified, .UNRECOGNIZED: "Chưa hỏi"
        }
    }

    static func of(_ level: Hoso_Signing_V1_SignatureLevel) -> String {
        switch level {
        case .basic: "B-B (chưa có dấu thời gian)"
        case .timestamped: "B-T (có dấu thời gian)"
        case .longTerm: "B-LT (đủ dữ liệu kiểm tra)"
        case .archival: "B-LTA (lưu trữ)"
        case .unspecified, .UNRECOGNIZED: "Không rõ"
        }
    }

    static func of(_ reason: Hoso_Signing_V1_UpkeepReason) -> String {
        switch reason {
        case .noAuthority: "Chưa cấu hình tổ chức cấp dấu thời gian"
        case .timestamp: "Chưa lấy được dấu thời gian"
        case .revocation: "Thiếu thông tin thu hồi chứng thư số"
        case .archiveTimestamp: "Chưa lấy được dấu thời gian lưu trữ"
        case .renewal: "Chờ gia hạn dấu thời gian lưu trữ"
        case .unspecified, .UNRECOGNIZED: "Không rõ"
        }
    }
}
