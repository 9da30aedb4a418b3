import BlobStore
import Clocks
import Foundation
import HosoProto
import ServiceKit

/// What the archive answers, as lines for a terminal.
enum ArchiveReport {
    /// One transfer.
    static func line(_ transfer: Hoso_Records_V1_ArchiveTransfer) -> String {
        let state: Words =
            switch transfer.state {
            case .packing: Words("đang đóng gói", "packing")
            case .minuted: Words("chờ bên giao ký", "waits for the giver")
            case .giverSigned: Words("chờ bên nhận ký", "waits for the receiver")
            case .bothSigned: Words("chờ tiếp nhận", "waits for acceptance")
            case .accepted: Words("đã tiếp nhận", "accepted")
            case .returned: Words("đã trả lại", "returned")
            case .unspecified, .UNRECOGNIZED: Words("?", "?")
            }
        let late = transfer.lateCount > 0 ? "  quá hạn / late \(transfer.lateCount)" : ""
        return "\(self.id(transfer.id))  \(transfer.agencyCode) → \(transfer.archiveCode)  #\(transfer.ordinal)  \(state)  "
            + "\(transfer.recordCount) hồ sơ / records\(late)"
    }

    /// One transfer with its minutes and records.
    static func lines(_ transfer: Hoso_Records_V1_ArchiveTransfer) -> [String] {
        var lines = [self.line(transfer)]
        for (name, file, isThere) in [
            ("biên bản / minutes", transfer.minutes, transfer.hasMinutes),
            ("bên giao đã ký / signed by the giver", transfer.giverMinutes, transfer.hasGiverMinutes),
            ("hai bên đã ký / signed by both", transfer.signedMinutes, transfer.hasSignedMinutes),
        ] where isThere { lines.append("  \(name): \(self.file(file))") }
        if !transfer.reason.isEmpty { lines.append("  \(transfer.reason)") }
        for record in transfer.records {
            lines.append("  \(record.fileCode)  \(record.title)  \(record.daysLate > 0 ? "quá hạn / late \(record.daysLate)" : "")")
            if record.hasSubmission { lines.append("    \(self.line(record.submission))") }
            if record.hasArchival { lines.append("    \(self.line(record.archival))") }
        }
        return lines
    }

    /// One package.
    static func line(_ package: Hoso_Records_V1_ArchivePackage) -> String {
        let outcome =
            if package.hasFile {
                "\(package.fileName)  \(self.file(package.file))"
            } else if package.failure.isEmpty {
                "đang chờ / waiting"
            } else {
                "✘ \(package.failure)"
            }
        return "\(self.id(package.id))  \(package.kind)  \(package.fileCode)  \(outcome)"
    }

    /// The health of the store.
    static func lines(_ answer: Hoso_Records_V1_GetFileHealthResponse) -> [String] {
        var lines = [
            Words(
                "\(answer.files) tệp, đến hạn kiểm tra \(answer.due), hỏng hoặc mất \(answer.faulty)",
                "\(answer.files) files, \(answer.due) to be checked, \(answer.faulty) damaged or missing"
            ).description
        ]
        for fault in answer.faults {
            let since = fault.sinceAt.instant?.vietnamISO8601 ?? ""
            let records = fault.fileCodes.isEmpty ? "" : "  \(fault.fileCodes.joined(separator: ", "))"
            lines.append("  ✘ \(fault.outcome)  \(self.file(fault.file))  \(since)\(records)")
        }
        return lines
    }

    /// One document that waits to be filed.
    static func line(_ document: Hoso_Records_V1_UnfiledDocument) -> String {
        let entries = document.entries.isEmpty ? "" : " (\(document.entries.joined(separator: ", ")))"
        return "\(self.id(document.documentID))  \(document.agencyCode)  \(document.notation)  \(document.title)  \(document.reason)\(entries)"
    }

    /// One import with everything that was found.
    static func lines(_ state: Hoso_Records_V1_PackageImport) -> [String] {
        let outcome: Words =
            switch state.state {
            case "imported": Words("đã nhập hồ sơ \(state.fileCode), \(state.documents) tài liệu", "imported with \(state.documents) documents")
            case "refused": Words("từ chối", "refused")
            default: Words("chưa đọc được: \(state.failure)", "not read yet")
            }
        return ["\(self.id(state.id))  \(state.kind)  \(outcome)"]
            + state.findings.map { finding in
                "  \(finding.serious ? "✘" : "!") \(finding.place)  \(Words(finding.messageVi, finding.messageEn))"
            }
    }

    /// The digits of a file's digest.
    static func digits(_ file: Hoso_Common_V1_BlobRef) -> String {
        BlobReference(sha256: [UInt8](file.sha256), sizeBytes: file.sizeBytes)?.hex ?? ""
    }

    /// The 32 bytes of 64 digits; nil = they are none.
    static func bytes(_ digits: String) -> Data? { BlobReference(hex: digits.lowercased(), sizeBytes: 0).map { Data($0.sha256) } }

    private static func id(_ bytes: Data) -> String { Identifier(bytes: bytes).map { "\($0)" } ?? "?" }

    private static func file(_ file: Hoso_Common_V1_BlobRef) -> String {
        return "\(self.digits(file)) (\(file.sizeBytes) byte)"
    }
}
