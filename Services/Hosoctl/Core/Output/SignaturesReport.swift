import Clocks
import HosoProto
import ServiceKit
import SwiftProtobuf

/// The inventory of certificates and the documents that wait, as lines for a terminal.
enum SignaturesReport {
    /// The certificates by organisation.
    static func lines(_ inventory: Hoso_Signing_V1_ListSignersResponse) -> [String] {
        var lines: [String] = []
        var organization: String?
        for signer in inventory.signers {
            if signer.organization != organization {
                organization = signer.organization
                lines.append(signer.organization.isEmpty ? "(không ghi cơ quan / no organisation)" : signer.organization)
            }
            let end = signer.notAfter.instant?.vietnamISO8601 ?? "?"
            let last = signer.hasLastSignedAt ? signer.lastSignedAt.instant?.vietnamISO8601 ?? "?" : "chưa ký / never"
            let profiles = signer.profiles.isEmpty ? "—" : signer.profiles.joined(separator: ", ")
            lines.append(
                "  \(Self.mark(signer.state)) \(signer.holder)  \(signer.subjectName)  → \(end)  [\(profiles)]  "
                    + "ký gần nhất / last: \(last)  thu hồi / revocation: \(Self.revocation(signer))")
        }
        if inventory.hasMore_p { lines.append("… còn nữa / more") }
        let usable = inventory.signers.count { $0.state == .usable }
        lines.append(
            Words("\(usable) trong \(inventory.signers.count) chứng thư dùng được", "\(usable) of \(inventory.signers.count) usable").description)
        return lines
    }

    /// The documents that wait, longest first.
    static func lines(_ waiting: Hoso_Signing_V1_ListWaitingDocumentsResponse, now: UTCInstant) -> [String] {
        guard !waiting.documents.isEmpty else { return [Words("Không có văn bản chờ ký", "no document waits for a signature").description] }
        var lines = [Words("Văn bản chờ ký:", "documents waiting for a signature:").description]
        for document in waiting.documents {
            let since = document.since.instant
            let days = since.map { ((now - $0) / .seconds(86_400)).rounded(.down) } ?? 0
            lines.append(
                "  \(Self.name(document))  \(document.subject.kind)  [\(document.profile)]  \(document.officerCode)  "
                    + "từ / since \(since?.vietnamISO8601 ?? "?") (\(Int(days)) ngày / days)  \(document.reasonVi)")
        }
        if waiting.hasMore_p { lines.append("… còn nữa / more") }
        return lines
    }

    /// The key, with number and notation where there is one, and which attachment it is.
    private static func name(_ document: Hoso_Signing_V1_WaitingDocument) -> String {
        let attachment = document.attachment == 0 ? "" : "phụ lục / attachment \(document.attachment)"
        return [document.subject.key, document.notation, attachment].filter { !$0.isEmpty }.joined(separator: "  ")
    }

    /// What signed documents still lack, longest first.
    static func lines(_ owed: Hoso_Signing_V1_ListSignatureUpkeepResponse, now: UTCInstant) -> [String] {
        guard !owed.upkeep.isEmpty else {
            return [Words("Văn bản đã ký không còn thiếu gì", "signed documents lack nothing").description]
        }
        var lines = [Words("Văn bản đã ký còn thiếu:", "signed documents that lack something:").description]
        for item in owed.upkeep {
            let since = item.sinceAt.instant?.vietnamISO8601 ?? "?"
            let due = item.dueAt.instant?.vietnamISO8601 ?? "?"
            lines.append(
                "  \(item.subjectKey)  \(item.officerCode)  \(Self.name(item.reached)) → \(Self.name(item.wanted))  "
                    + "\(Self.words(item.reason))  từ / since \(since)  số lần thử / tries \(item.tries)  thử lại / next \(due)")
            if !item.detail.isEmpty { lines.append("      \(item.detail)") }
        }
        if owed.hasMore_p { lines.append("… còn nữa / more") }
        return lines
    }

    private static func name(_ level: Hoso_Signing_V1_SignatureLevel) -> String {
        switch level {
        case .basic: "B-B"
        case .timestamped: "B-T"
        case .longTerm: "B-LT"
        case .archival: "B-LTA"
        case .unspecified, .UNRECOGNIZED: "?"
        }
    }

    private static func words(_ reason: Hoso_Signing_V1_UpkeepReason) -> String {
        switch reason {
        case .noAuthority: "chưa cấu hình tổ chức cấp dấu thời gian / no timestamp authority is configured"
        case .timestamp: "thiếu dấu thời gian / timestamp missing"
        case .revocation: "thiếu thông tin thu hồi / revocation missing"
        case .archiveTimestamp: "thiếu dấu thời gian lưu trữ / archival timestamp missing"
        case .renewal: "chờ gia hạn / awaits renewal"
        case .unspecified, .UNRECOGNIZED: "?"
        }
    }

    private static func revocation(_ signer: Hoso_Signing_V1_Signer) -> String {
        let asked = signer.hasRevocationCheckedAt ? signer.revocationCheckedAt.instant?.vietnamISO8601 ?? "?" : "–"
        switch signer.revocation {
        case .good: return "chưa bị thu hồi / not revoked (\(signer.revocationSource) \(asked))"
        case .revoked: return "bị thu hồi / revoked (\(signer.revocationSource) \(asked))"
        case .unknown: return "chưa hỏi được / no answer (\(signer.revocationFault))"
        case .nobodyToAsk: return "không có nơi hỏi / nobody to ask"
        case .unspecified, .UNRECOGNIZED: return "chưa hỏi / not asked"
        }
    }

    private static func mark(_ state: Hoso_Signing_V1_CertificateState) -> String {
        switch state {
        case .usable: "✔"
        case .notYetValid: "… chưa hiệu lực / not yet valid"
        case .expired: "✘ hết hạn / expired"
        case .notTrusted: "✘ không tin cậy / not trusted"
        case .revoked: "✘ đã thu hồi / revoked"
        case .unspecified, .UNRECOGNIZED: "?"
        }
    }
}
