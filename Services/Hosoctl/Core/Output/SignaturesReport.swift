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
                    + "ký gần nhất / last: \(last)")
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
                "  \(document.subject.key)  \(document.subject.kind)  [\(document.profile)]  \(document.officerCode)  "
                    + "từ / since \(since?.vietnamISO8601 ?? "?") (\(Int(days)) ngày / days)  \(document.reasonVi)")
        }
        if waiting.hasMore_p { lines.append("… còn nữa / more") }
        return lines
    }

    private static func mark(_ state: Hoso_Signing_V1_CertificateState) -> String {
        switch state {
        case .usable: "✔"
        case .notYetValid: "… chưa hiệu lực / not yet valid"
        case .expired: "✘ hết hạn / expired"
        case .notTrusted: "✘ không tin cậy / not trusted"
        case .unspecified, .UNRECOGNIZED: "?"
        }
    }
}
