/// Reads the rows of a sheet as they are unpacked; empty ones, however many, take no memory.
struct SheetRows {
    /// What the standard allows: row 1,048,576, column XFD.
    private static let lastRow = 1_048_576
    private static let lastColumn = 16_383

    private let reader: PartReader
    private let cells: CellReader
    private let limits: SheetLimits
    private var budget: RowBudget

    init(reader: PartReader, cells: CellReader, limits: SheetLimits) {
        self.reader = reader
        self.cells = cells
        self.limits = limits
        self.budget = RowBudget(limits)
    }

    mutating func read() throws(SpreadsheetError) -> [SheetRow] {
        var rows: [SheetRow] = []
        var last = 0
        var isData = false
        // To the end of the part, so that its checksum is compared.
        while let step = try self.reader.next() {
            switch step {
            case .start("sheetData"): isData = true
            case .end("sheetData"): isData = false
            case .start("row") where isData:
                let number = try self.reader.attribute("r").map { (text) throws(SpreadsheetError) in try self.number(text) } ?? last + 1
                guard number > last, number <= Self.lastRow else { throw self.reader.damage("rows out of order") }
                last = number
                let cells = try self.row()
                guard !cells.isEmpty else { continue }
                try self.budget.take(cells)
                rows.append(SheetRow(number: number, cells: cells))
            default: continue
            }
        }
        return rows
    }

    private func number(_ text: String) throws(SpreadsheetError) -> Int {
        guard let number = Int(text) else { throw self.reader.damage("a row without number") }
        return number
    }

    /// The cells of a row up to the last one that is not empty.
    private func row() throws(SpreadsheetError) -> [SheetCell] {
        var cells: [SheetCell] = []
        var next = 0
        while let step = try self.reader.next() {
            switch step {
            case .end("row"): return cells
            case .start("c"):
                let column = try self.column(next)
                next = column + 1
                let cell = try self.cell()
                guard cell != .empty else { continue }
                guard column < self.limits.columns else { throw .tooManyColumns(limit: self.limits.columns) }
                while cells.count < column { cells.append(.empty) }
                cells.append(cell)
            default: continue
            }
        }
        throw self.reader.damage("a row never ends")
    }

    private func column(_ next: Int) throws(SpreadsheetError) -> Int {
        guard let name = self.reader.attribute("r") else { return next }
        guard let column = CellPlace.column(of: name), column >= next, column <= Self.lastColumn else {
            throw self.reader.damage("cells out of order")
        }
        return column
    }

    private func cell() throws(SpreadsheetError) -> SheetCell {
        var raw = CellReader.Raw()
        raw.kind = self.reader.attribute("t") ?? ""
        raw.style = self.reader.attribute("s").flatMap { Int($0) } ?? 0
        var isValue = false
        while let step = try self.reader.next() {
            switch step {
            case .start("v"): isValue = true
            case .end("v"): isValue = false
            case .start("f"): raw.isFormula = true
            case .start("is"): raw.value = try RichText.read(self.reader, until: "is")
            case .text(let piece) where isValue: raw.value += piece
            case .end("c"):
                guard let cell = self.cells.cell(raw) else { throw self.reader.damage("a cell refers to a text that is not there") }
                return cell
            default: continue
            }
        }
        throw self.reader.damage("a cell never ends")
    }
}
