/// Reads comma-separated values (RFC 4180), as spreadsheet programs write them: also with semicolons or tabs, with a byte
/// order mark, with line feeds inside quotation marks.
public enum CSVReader {
    /// Largest sheet. Unit: bytes.
    public static let mostBytes = 64 << 20
    /// Most rows below the heading.
    public static let mostRows = 100_000
    /// Most columns.
    public static let mostColumns = 200

    /// Reads a sheet.
    ///
    /// - Parameter bytes: The file.
    /// - Throws: ``SheetError``.
    /// - Complexity: O(bytes).
    public static func table(_ bytes: [UInt8]) throws(SheetError) -> SheetTable {
        guard bytes.count <= self.mostBytes else { throw .tooLarge }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard String(validating: content, as: UTF8.self) != nil, !content.contains(0) else { throw .notUTF8 }
        var scanner = Scanner(content, separator: self.separator(content))
        guard let headings = try scanner.next(), headings.cells.contains(where: { !$0.isEmpty }) else { throw .empty }
        var rows: [SheetTable.Row] = []
        while let row = try scanner.next() {
            guard row.cells.contains(where: { !$0.isEmpty }) else { continue }
            guard rows.count < self.mostRows, row.cells.count <= self.mostColumns else { throw .tooLarge }
            rows.append(row)
        }
        return SheetTable(headings: headings.cells, rows: rows)
    }

    /// The separator that occurs most often in the heading.
    private static func separator(_ content: ArraySlice<UInt8>) -> UInt8 {
        let heading = content.prefix { $0 != 0x0A }
        let candidates: [UInt8] = [0x2C, 0x3B, 0x09]
        return candidates.max { left, right in
            heading.count { $0 == left } < heading.count { $0 == right }
        } ?? 0x2C
    }

    /// Goes through the bytes once.
    private struct Scanner {
        private let bytes: ArraySlice<UInt8>
        private let separator: UInt8
        private var index: Int
        private var number = 0

        init(_ bytes: ArraySlice<UInt8>, separator: UInt8) {
            self.bytes = bytes
            self.separator = separator
            self.index = bytes.startIndex
        }

        /// The next row; nil at the end.
        mutating func next() throws(SheetError) -> SheetTable.Row? {
            guard self.index < self.bytes.endIndex else { return nil }
            self.number += 1
            var cells: [String] = []
            while true {
                cells.append(try self.cell())
                guard cells.count <= CSVReader.mostColumns else { throw .tooLarge }
                guard self.index < self.bytes.endIndex else { break }
                let end = self.bytes[self.index]
                self.index += 1
                if end == self.separator {
                    // A separator at the very end opens an empty cell.
                    if self.index == self.bytes.endIndex { cells.append("") }
                    if self.index < self.bytes.endIndex { continue }
                }
                break
            }
            return SheetTable.Row(number: self.number, cells: cells)
        }

        /// Reads up to the separator or line feed that ends a cell, and stays on it.
        private mutating func cell() throws(SheetError) -> String {
            var text: [UInt8] = []
            var isQuoted = false
            let row = self.number
            while self.index < self.bytes.endIndex {
                let byte = self.bytes[self.index]
                if isQuoted {
                    if byte == 0x22, self.index + 1 < self.bytes.endIndex, self.bytes[self.index + 1] == 0x22 {
                        text.append(byte)
                        self.index += 1
                    } else if byte == 0x22 {
                        isQuoted = false
                    } else {
                        text.append(byte)
                    }
                } else if byte == 0x22, text.allSatisfy({ $0 == 0x20 }) {
                    text = []
                    isQuoted = true
                } else if byte == self.separator || byte == 0x0A {
                    break
                } else {
                    text.append(byte)
                }
                self.index += 1
            }
            guard !isQuoted else { throw .quoteOpen(row: row) }
            return Self.trimmed(String(decoding: text, as: UTF8.self))
        }

        private static func trimmed(_ text: String) -> String {
            let start = text.drop(while: \.isWhitespace)
            return String(start.reversed().drop(while: \.isWhitespace).reversed())
        }
    }
}
