import RecordsDomain
import Spreadsheet
import Testing

/// The retention schedule as a file.
@Suite struct RetentionScheduleTests {
    private func schedule(_ text: String) throws -> RetentionSchedule { try RetentionSchedule(SheetReader.rows(Array(text.utf8), limits: PlanTable.limits)) }

    private static let text = """
        # Ví dụ, không phải văn bản pháp luật
        Nhóm,Loại hồ sơ,Thời hạn bảo quản,Căn cứ
        Tổng hợp,quy chế làm việc,20 năm,TT 10/2022/TT-BNV
        Tổng hợp,báo cáo,10 năm,ví dụ
        Tổng hợp,báo cáo tổng kết,Vĩnh viễn,ví dụ
        """

    private func plan(_ entries: [(String, String, RetentionPeriod)]) throws -> FilingPlan {
        try FilingPlan(
            agencyCode: "H99.12", year: 2026,
            headings: [
                FilingPlanHeading(
                    ordinal: "I", title: "Tổng hợp",
                    entries: entries.map {
                        try FilingPlanEntry(notation: $0.0, title: $0.1, retention: $0.2, creator: "Văn phòng", note: "")
                    })
            ])
    }

    @Test func `R42 entries kept for less than the schedule says are named with their row`() throws {
        let findings = try self.schedule(Self.text).findings(
            self.plan([
                ("01.TH", "Quy chế làm việc năm 2026", .years(10)), ("02.TH", "Báo cáo tổng kết năm", .years(70)),
                ("03.TH", "Báo cáo tháng", .years(10)), ("04.TH", "Báo cáo quý", .permanent), ("05.TH", "Khác", .years(1)),
            ]))

        #expect(findings.map(\.entry.notation) == ["01.TH", "02.TH"])
        #expect(findings.map(\.row.kind) == ["quy chế làm việc", "báo cáo tổng kết"])
    }

    @Test(arguments: [
        ("", 1, ""), ("Nhóm,Loại", 1, ""), ("Nhóm,Loại hồ sơ,Thời hạn bảo quản,Căn cứ\nA,B,C,D,E", 2, ""),
        ("Nhóm,Loại hồ sơ,Thời hạn bảo quản,Căn cứ\nA,B,lâu,D", 2, "Thời hạn bảo quản"),
        ("Nhóm,Loại hồ sơ,Thời hạn bảo quản,Căn cứ\nA,,5 năm,D", 2, "Loại hồ sơ"),
        ("Nhóm,Loại hồ sơ,Thời hạn bảo quản,Căn cứ\nA,B,5 năm,", 2, "Căn cứ"),
    ])
    func `R42 a schedule that cannot be read is refused by its cell`(text: String, line: Int, column: String) {
        #expect(throws: RetentionSchedule.Fault.self) { try self.schedule(text) }
        do {
            _ = try self.schedule(text)
        } catch let fault as RetentionSchedule.Fault {
            #expect(fault.line == line && fault.column == column)
        } catch {
            Issue.record(error)
        }
    }
}
