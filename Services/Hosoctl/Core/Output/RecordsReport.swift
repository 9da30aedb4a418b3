import Clocks
import HosoProto
import ServiceKit

/// Work records as lines for a terminal.
enum RecordsReport {
    /// The backlog: how many, why, whose, until when.
    static func lines(_ answer: Hoso_Records_V1_GetBacklogResponse) -> [String] {
        let total = answer.total
        var lines = [
            Words(
                "Đã lập \(total.created) · hoàn chỉnh \(total.complete) · đã nộp lưu \(total.transferred) · loại trừ \(total.excluded)",
                "created \(total.created), complete \(total.complete), transferred \(total.transferred), excluded \(total.excluded)"
            ).description
        ]
        let left = total.created - total.complete
        let pace = "\(answer.windowDays) ngày / days: −\(answer.closedInWindow) +\(answer.openedInWindow)"
        if answer.hasForecast, let day = answer.forecast.date {
            lines.append(
                Words("Tồn \(left), hết vào \(day.display) (\(pace))", "\(left) left, none by \(day.iso8601)").description)
        } else {
            lines.append(
                Words("Tồn \(left), không bao giờ hết theo nhịp này (\(pace))", "\(left) left, never none at this pace").description)
        }
        for agency in answer.agencies {
            lines.append("  \(agency.agencyCode)  \(agency.complete)/\(agency.created)  (loại trừ / excluded \(agency.excluded), quá hạn / late \(agency.overdueTasks))")
        }
        for (title, counts) in [("Vì sao / why", answer.kinds), ("Của ai / whose", answer.people)] where !counts.isEmpty {
            lines.append(title)
            lines += counts.map { "  \($0.tasks) (quá hạn / late \($0.overdue))  \($0.name)" }
        }
        return lines
    }

    /// One open task.
    static func line(_ task: Hoso_Records_V1_CompletionTask) -> String {
        let line = task.incompleteness
        let due = line.dueOn.date?.iso8601 ?? "?"
        let person = line.officerCode.isEmpty ? line.unit : line.officerCode
        return "\(due)  \(person)  \(task.fileCode)  \(Words(line.sentenceVi, line.sentenceEn))"
    }

    /// One record on its way to the archive.
    static func line(_ transfer: Hoso_Records_V1_TransferDue) -> String {
        let standing =
            switch transfer.standing {
            case .later: "chưa đến hạn / later"
            case .soon: "sắp đến hạn / soon"
            case .late: "quá hạn nộp số / late"
            case .unlawful: "quá hạn luật định / past the law's limit"
            case .keptBack: "được giữ lại / kept back"
            case .exempt: "không phải nộp / exempt"
            case .unspecified, .UNRECOGNIZED: "?"
            }
        let due = transfer.hasDueOn ? transfer.dueOn.date?.iso8601 ?? "?" : "–"
        return "\(due)  \(transfer.record.fileCode)  [\(standing)]  \(transfer.record.title)"
    }

    /// One entry of the ledger.
    static func line(_ entry: Hoso_Records_V1_Exclusion) -> String {
        let rule =
            switch entry.rule {
            case .stateSecret: "bí mật nhà nước / state secret"
            case .complexComponents: "thành phần phức tạp / complex"
            case .other: "khác / other"
            case .unspecified, .UNRECOGNIZED: "?"
            }
        let record = entry.fileCode.isEmpty ? "" : "  \(entry.fileCode)"
        return "\(entry.ordinal)  \(entry.agencyCode) \(entry.year)  \(entry.count)  [\(rule)]  \(entry.officerCode)\(record)  \(entry.reason)"
    }
}
