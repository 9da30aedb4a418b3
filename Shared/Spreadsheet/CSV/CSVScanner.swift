/// Goes through comma-separated values once (RFC 4180), as spreadsheet programs write them: also with semicolons or tabs, with a
/// byte order mark, with line feeds inside quotation marks.
struct CSVScanner {
    private let bytes: ArraySlice<UInt8>
    private let separator: UInt8
    private let limits: SheetLimits
    private var index: Int
    private var place = CellPlace(row: 0, column: 0)

    static func rows(_ bytes: [UInt8], limits: SheetLimits) throws(SpreadsheetError) -> [SheetRow] {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard String(validating: content, as: UTF8.self) != nil else { throw .notUTF8 }
        var scanner = CSVScanner(content, limits: limits)
        var rows: [SheetRow] = []
        var budget = RowBudget(limits)
        while scanner.index < content.endIndex {
            guard let row = try scanner.row() else { continue }
            try budget.take(row.cells)
            rows.append(row)
        }
        return rows
    }

    private init(_ content: ArraySlice<UInt8>, limits: SheetLimits) {
        self.bytes = content
        self.limits = limits
        self.index = content.startIndex
        // The separator that stands most often in the first line.
        let heading = content.prefix { $0 != 0x0A && $0 != 0x0D }
        let candidates: [UInt8] = [0x2C, 0x3B, 0x09]
        self.separator = candidates.max { left, right in heading.count { $0 == left } < heading.count { $0 == right } } ?? 0x2C
    }

    /// The next row; nil when nothing is in it.
    private mutating func row() throws(SpreadsheetError) -> SheetRow? {
        let number = self.place.row + 1
        var cells: [SheetCell] = []
        var filled = 0
        while true {
            self.place = CellPlace(row: number, column: cells.count)
            guard cells.count < self.limits.columns else { throw .tooManyColumns(limit: self.limits.columns) }
            let cell = try self.cell()
            cells.append(cell)
            if cell != .empty { filled = cells.count }
            guard self.index < self.bytes.endIndex else { break }
            let end = self.bytes[self.index]
            self.index += 1
            if end == self.separator { continue }
            if end == 0x0D, self.index < self.bytes.endIndex, self.bytes[self.index] == 0x0A { self.index += 1 }
            break
        }
        return filled == 0 ? nil : SheetRow(number: number, cells: Array(cells.prefix(filled)))
    }

    /// Reads up to the separator or line end that ends a cell, and stays on it.
    private mutating func cell() throws(SpreadsheetError) -> SheetCell {
        while self.index < self.bytes.endIndex, self.bytes[self.index] == 0x20 { self.index += 1 }
        let text: [UInt8]
        if self.index < self.bytes.endIndex, self.bytes[self.index] == 0x22 {
            text = try self.quoted()
            while self.index < self.bytes.endIndex, self.bytes[self.index] == 0x20 { self.index += 1 }
            guard self.index == self.bytes.endIndex || self.isEnd(self.bytes[self.index]) else { throw .textAfterQuote(self.place) }
        } else {
            let begin = self.index
            while self.index < self.bytes.endIndex, !self.isEnd(self.bytes[self.index]) { self.index += 1 }
            text = Array(self.bytes[begin..<self.index])
        }
        guard text.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else {
            throw .controlCharacter(self.place)
        }
        return SheetCell(CSVFormulas.restored(String(decoding: text, as: UTF8.self)))
    }

    private mutating func quoted() throws(SpreadsheetError) -> [UInt8] {
        var text: [UInt8] = []
        self.index += 1
        while self.index < self.bytes.endIndex {
            let byte = self.bytes[self.index]
            self.index += 1
            if byte == 0x22 {
                guard self.index < self.bytes.endIndex, self.bytes[self.index] == 0x22 else { return text }
                self.index += 1
            }
            text.append(byte)
        }
        throw .quoteOpen(self.place)
    }

    private func isEnd(_ byte: UInt8) -> Bool { byte == self.separator || byte == 0x0A || byte == 0x0D }
}
