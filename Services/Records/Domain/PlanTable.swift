public import Spreadsheet

/// A filing plan as a table: the five columns of Annex V of Decree 30/2020/NĐ-CP behind the heading's two (R42).
public enum PlanTable {
    /// The columns in their order.
    public enum Column: String, CaseIterable, Sendable {
        /// Số đề mục.
        case headingOrdinal = "Đề mục"
        /// Tên đề mục.
        case headingTitle = "Tên đề mục"
        /// Số và ký hiệu hồ sơ.
        case notation = "Số và ký hiệu HS"
        /// Tiêu đề hồ sơ.
        case title = "Tiêu đề hồ sơ"
        /// Thời hạn bảo quản.
        case retention = "Thời hạn bảo quản"
        /// Người lập hồ sơ.
        case creator = "Người lập hồ sơ"
        /// Ghi chú.
        case note = "Ghi chú"
    }

    /// What is wrong with one cell.
    public struct CellFault: Error, Hashable, Sendable {
        /// Row as a spreadsheet program shows it, from 1.
        public let line: Int
        /// Column; nil = the whole row.
        public let column: Column?
        /// What it is.
        public let refusal: RecordsRefusal

        /// Makes a fault.
        public init(line: Int, column: Column?, refusal: RecordsRefusal) {
            self.line = line
            self.column = column
            self.refusal = refusal
        }

        /// The cell; nil = the whole row.
        public var place: CellPlace? {
            self.column.flatMap { Column.allCases.firstIndex(of: $0) }.map { CellPlace(row: self.line, column: $0) }
        }
    }

    /// Most faults that are told at once.
    public static let limitFaults = 200
    /// The largest table: 1 MB, 5,000 rows, 50 columns, 16 MiB unpacked.
    public static let limits = SheetLimits(fileBytes: 1_000_000, rows: 5_000, columns: 50, unpackedBytes: 16 << 20)

    /// Reads the headings of a plan; every cell at fault is named.
    ///
    /// An empty heading means the one above. Where an entry is known already, it keeps its contract and rules.
    /// - Parameters:
    ///   - rows: The rows, the first with the names of the columns.
    ///   - known: Entries whose contracts and rules are kept, by notation.
    /// - Returns: The headings and what is wrong; with faults the headings are not to be used.
    public static func headings(
        _ rows: [SheetRow], keeping known: [String: FilingPlanEntry]
    ) -> (headings: [FilingPlanHeading], faults: [CellFault]) {
        guard let header = rows.first, Array(header.texts.prefix(7)) == Column.allCases.map(\.rawValue) else {
            return ([], [CellFault(line: 1, column: nil, refusal: .missing(Column.allCases.map(\.rawValue).joined(separator: ", ")))])
        }
        var reader = Reader(known: known)
        for row in rows.dropFirst() where !Self.isFooter(row) { reader.read(row) }
        if reader.seen.isEmpty, reader.faults.isEmpty {
            reader.faults.append(CellFault(line: header.number, column: nil, refusal: .missing("entries")))
        }
        return (reader.headings, Array(reader.faults.prefix(Self.limitFaults)))
    }

    /// The closing line of a printed plan ("Bản Danh mục hồ sơ này có … hồ sơ") is no entry.
    private static func isFooter(_ row: SheetRow) -> Bool {
        row[0].text.hasPrefix("Bản Danh mục hồ sơ này có")
    }

    /// The entries of a plan below the names of the columns, and the closing line with the totals.
    public static func sheet(_ plan: FilingPlan) -> Sheet {
        var rows: [[SheetCell]] = []
        for heading in plan.headings {
            for entry in heading.entries {
                let texts = [
                    heading.ordinal, heading.title, entry.notation, entry.title, Self.text(entry.retention), entry.creator, entry.note,
                ]
                rows.append(texts.map { SheetCell($0) })
            }
        }
        let (all, permanent) = (plan.entries.count, plan.permanentCount)
        rows.append([
            .text(
                "Bản Danh mục hồ sơ này có \(all) hồ sơ, bao gồm: \(permanent) hồ sơ bảo quản vĩnh viễn; "
                    + "\(all - permanent) hồ sơ bảo quản có thời hạn.")
        ])
        let wide: Set<Column> = [.headingTitle, .title, .note]
        return Sheet(
            title: "Danh mục hồ sơ năm \(plan.year)",
            columns: Column.allCases.map { Sheet.Column($0.rawValue, width: wide.contains($0) ? 40 : 18) }, rows: rows)
    }

    /// `Vĩnh viễn` or `20 năm`.
    static func text(_ retention: RetentionPeriod) -> String {
        switch retention {
        case .permanent: "Vĩnh viễn"
        case .years(let count): "\(count) năm"
        }
    }

    /// Reads `Vĩnh viễn`, `20 năm` or `20`; nil for anything else.
    static func retention(_ text: String) -> RetentionPeriod? {
        let lower = text.lowercased()
        if lower == "vĩnh viễn" { return .permanent }
        let digits = lower.hasSuffix("năm") ? SheetCell(String(lower.dropLast(3))).text : lower
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let years = Int(digits), (1...70).contains(years) else { return nil }
        return .years(years)
    }

    private struct Reader {
        let known: [String: FilingPlanEntry]
        var headings: [FilingPlanHeading] = []
        var faults: [CellFault] = []
        var seen: Set<String> = []

        init(known: [String: FilingPlanEntry]) { self.known = known }

        mutating func read(_ row: SheetRow) {
            let cells = Dictionary(uniqueKeysWithValues: zip(Column.allCases, Column.allCases.indices.map { row[$0] }))
            let cell = { (column: Column) -> String in cells[column]?.text ?? "" }
            var isSound = true
            let refuse = { (reader: inout Reader, column: Column, refusal: RecordsRefusal) in
                reader.faults.append(CellFault(line: row.number, column: column, refusal: refusal))
                isSound = false
            }
            let unusable = Column.allCases.filter { cells[$0]?.defect != nil }
            guard unusable.isEmpty else {
                for column in unusable {
                    let defect = cells[column]?.defect
                    refuse(&self, column, .badValue(column.rawValue, "\(defect?.messageVi ?? "") / \(defect?.messageEn ?? "")"))
                }
                return
            }
            if row.cells.dropFirst(7).contains(where: { $0 != .empty }) {
                self.faults.append(CellFault(line: row.number, column: nil, refusal: .badValue("cột / columns", "7")))
                isSound = false
            }
            let notation = cell(.notation)
            let retention = PlanTable.retention(cell(.retention))
            if retention == nil { refuse(&self, .retention, .badValue(Column.retention.rawValue, "Vĩnh viễn, 1–70 năm")) }
            for column in [Column.title, .creator] where cell(column).isEmpty { refuse(&self, column, .missing(column.rawValue)) }
            for (column, most) in [(Column.title, 500), (.creator, 200), (.note, 500), (.headingTitle, 300), (.headingOrdinal, 20)]
            where cell(column).count > most { refuse(&self, column, .badValue(column.rawValue, "≤ \(most)")) }
            if !self.seen.insert(notation).inserted { refuse(&self, .notation, .notationTwice(notation)) }
            do throws(RecordsRefusal) {
                // Title and creator were judged above: here only the notation can fail.
                let entry = try FilingPlanEntry(
                    notation: notation, title: cell(.title).isEmpty ? "–" : cell(.title), retention: retention ?? .permanent,
                    creator: cell(.creator).isEmpty ? "–" : cell(.creator), note: cell(.note), 
                    contract: self.known[notation]?.contract ?? .usual, rules: self.known[notation]?.rules ?? [])
                if isSound { self.add(entry, ordinal: cell(.headingOrdinal), title: cell(.headingTitle), line: row.number) }
            } catch {
                refuse(&self, .notation, error)
            }
        }

        private mutating func add(_ entry: FilingPlanEntry, ordinal: String, title: String, line: Int) {
            if let last = self.headings.last, ordinal.isEmpty || (last.ordinal == ordinal && (title.isEmpty || last.title == title)) {
                self.headings[self.headings.count - 1] = FilingPlanHeading(
                    ordinal: last.ordinal, title: last.title, entries: last.entries + [entry])
            } else if ordinal.isEmpty {
                self.faults.append(CellFault(line: line, column: .headingOrdinal, refusal: .missing(Column.headingOrdinal.rawValue)))
            } else if title.isEmpty {
                self.faults.append(CellFault(line: line, column: .headingTitle, refusal: .missing(Column.headingTitle.rawValue)))
            } else {
                self.headings.append(FilingPlanHeading(ordinal: ordinal, title: title, entries: [entry]))
            }
        }
    }
}
