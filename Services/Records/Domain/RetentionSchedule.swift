public import Spreadsheet

/// How long kinds of records are kept at least (bảng thời hạn bảo quản): a file that a province loads, not code (open
/// point O8; Circular 10/2022/TT-BNV and those of the ministries).
public struct RetentionSchedule: Hashable, Sendable {
    /// One row.
    public struct Row: Hashable, Sendable {
        /// Group of records (nhóm hồ sơ).
        public let group: String
        /// Kind of records, as it stands in titles.
        public let kind: String
        /// Least retention.
        public let retention: RetentionPeriod
        /// Where it is said.
        public let source: String
    }

    /// A cell that cannot be read.
    public struct Fault: Error, Hashable, Sendable {
        /// Line of the file, from 1.
        public let line: Int
        /// Name of the column; empty = the whole row.
        public let column: String
    }

    /// An entry of a plan that is kept for less than the schedule says.
    public struct Finding: Hashable, Sendable {
        /// Entry.
        public let entry: FilingPlanEntry
        /// The row it falls under.
        public let row: Row
    }

    /// Names of the columns.
    public static let columns = ["Nhóm", "Loại hồ sơ", "Thời hạn bảo quản", "Căn cứ"]

    /// The rows.
    public let rows: [Row]

    /// Reads a table of four columns; lines that begin with `#` are remarks.
    ///
    /// - Throws: ``Fault`` for the first cell that cannot be read.
    public init(_ table: [SheetRow]) throws(Fault) {
        var lines = table.filter { !$0[0].text.hasPrefix("#") }
        guard let header = lines.first, header.texts == Self.columns else { throw Fault(line: lines.first?.number ?? 1, column: "") }
        lines.removeFirst()
        var rows: [Row] = []
        for line in lines {
            guard line.cells.count <= 4 else { throw Fault(line: line.number, column: "") }
            guard !line[1].text.isEmpty else { throw Fault(line: line.number, column: Self.columns[1]) }
            guard let retention = PlanTable.retention(line[2].text) else { throw Fault(line: line.number, column: Self.columns[2]) }
            guard !line[3].text.isEmpty else { throw Fault(line: line.number, column: Self.columns[3]) }
            rows.append(Row(group: line[0].text, kind: line[1].text, retention: retention, source: line[3].text))
        }
        self.rows = rows
    }

    /// The entries that are kept for less than the schedule says; an entry falls under the row whose kind stands in its
    /// title, under the one with the longest name where several do.
    public func findings(_ plan: FilingPlan) -> [Finding] {
        plan.entries.compactMap { entry in
            let title = entry.title.lowercased()
            let row = self.rows.filter { title.contains($0.kind.lowercased()) }.max { $0.kind.count < $1.kind.count }
            guard let row, Self.isShorter(entry.retention, than: row.retention) else { return nil }
            return Finding(entry: entry, row: row)
        }
    }

    private static func isShorter(_ one: RetentionPeriod, than other: RetentionPeriod) -> Bool {
        switch (one, other) {
        case (.permanent, _): false
        case (.years, .permanent): true
        case (.years(let own), .years(let least)): own < least
        }
    }
}
