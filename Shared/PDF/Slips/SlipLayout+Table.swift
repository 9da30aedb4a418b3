/// Ruled tables.
extension SlipLayout {
    static let padding = 3.0

    mutating func addTable(_ table: SlipTable) throws(PDFError) {
        let total = table.columns.reduce(0) { $0 + ($1.weight.isFinite ? max($1.weight, 0) : 0) }
        guard !table.columns.isEmpty, total > 0 else { throw PDFError(code: .badInput, message: "a table needs a column with a width") }
        let widths = table.columns.map { self.width * max($0.weight, 0) / total }
        guard widths.allSatisfy({ $0 > 2 * Self.padding + self.document.fontSize }) else {
            throw PDFError(code: .badInput, message: "a column of the table is too narrow")
        }
        let heading = table.columns.map { ($0.title, SlipRun.Style.bold, SlipParagraph.Alignment.centre) }
        self.y -= 4
        if table.rows.isEmpty { try self.addRow(heading, widths, under: nil) }
        for (index, row) in table.rows.enumerated() {
            guard row.count <= table.columns.count else { throw PDFError(code: .badInput, message: "row \(index + 1) has too many cells") }
            if index == 0 { try self.addRow(heading, widths, under: nil) }
            let cells = table.columns.enumerated().map { column in
                (column.offset < row.count ? row[column.offset] : "", SlipRun.Style.regular, column.element.alignment)
            }
            try self.addRow(cells, widths, under: heading)
        }
        self.y -= 4
    }

    private typealias Cell = (text: String, style: SlipRun.Style, alignment: SlipParagraph.Alignment)

    /// Adds a row; on a new page its heading comes first. A row is never torn apart.
    private mutating func addRow(_ cells: [Cell], _ widths: [Double], under heading: [Cell]?) throws(PDFError) {
        let size = self.document.fontSize * 0.92
        var contents: [[SlipText.Line]] = []
        for (cell, width) in zip(cells, widths) {
            contents.append(try self.text.lines([SlipRun(cell.text, cell.style)], size: size, width: width - 2 * Self.padding))
        }
        let height = Double(contents.map(\.count).max() ?? 1) * size * SlipText.leading + 2 * Self.padding
        guard height <= (self.top - self.bottom) / 2 else { throw PDFError(code: .tooLarge, message: "a row of the table is too high") }
        if self.y - height < self.bottom {
            try self.newPage()
            if let heading { try self.addRow(heading, widths, under: nil) }
        }
        var x = self.left
        for (index, lines) in contents.enumerated() {
            for (number, line) in lines.enumerated() {
                let baseline = self.y - Self.padding - size * SlipText.leading * Double(number + 1) + size * 0.25
                self.draw(line, size, cells[index].alignment, left: x + Self.padding, width: widths[index] - 2 * Self.padding, baseline: baseline)
            }
            self.mark(.line(x1: x, y1: self.y, x2: x, y2: self.y - height))
            x += widths[index]
        }
        self.mark(.line(x1: x, y1: self.y, x2: x, y2: self.y - height))
        for edge in [self.y, self.y - height] { self.mark(.line(x1: self.left, y1: edge, x2: x, y2: edge)) }
        self.y -= height
    }
}
