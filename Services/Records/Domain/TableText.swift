/// A table as spreadsheets write it: comma or semicolon between cells, quotes where a cell needs them (RFC 4180).
public enum TableText {
    /// Why a text is no table.
    public enum Fault: Error, Hashable, Sendable {
        /// More than so many bytes.
        case tooLarge(limitBytes: Int)
        /// Not UTF-8.
        case notUTF8
        /// A quoted cell that begins in this line never ends. Lines count from 1.
        case openQuote(line: Int)
        /// Something follows the closing quote of a cell in this line.
        case afterQuote(line: Int)
        /// More than so many rows.
        case tooManyRows(limit: Int)
        /// A character that no text holds, such as NUL, in this line.
        case controlCharacter(line: Int)
    }

    /// One row with the line in which it begins, from 1.
    public struct Row: Hashable, Sendable {
        /// Line.
        public let line: Int
        /// Cells, without the white space around them.
        public let cells: [String]

        /// Makes a row.
        public init(line: Int, cells: [String]) {
            self.line = line
            self.cells = cells
        }

        /// Whether no cell says anything.
        public var isEmpty: Bool { self.cells.allSatisfy(\.isEmpty) }
    }

    /// The largest table. Unit: bytes.
    public static let limitBytes = 1_000_000
    /// The longest table.
    public static let limitRows = 5_000

    /// Reads a table; the separator is the one that stands more often in the first line.
    ///
    /// - Throws: ``Fault`` for the first thing that cannot be read.
    public static func rows(_ bytes: [UInt8]) throws(Fault) -> [Row] {
        guard bytes.count <= Self.limitBytes else { throw .tooLarge(limitBytes: Self.limitBytes) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        var scalars = Array(text.unicodeScalars)
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        var scanner = Scanner(scalars: scalars, separator: Self.separator(scalars))
        return try scanner.rows()
    }

    private static func separator(_ scalars: [Unicode.Scalar]) -> Unicode.Scalar {
        let first = scalars.prefix { $0 != "\n" }
        return first.count { $0 == ";" } > first.count { $0 == "," } ? ";" : ","
    }

    /// Writes a table for a spreadsheet: with a byte order mark, commas and CRLF.
    ///
    /// A cell that a spreadsheet would take for a formula gets an apostrophe in front, which it shows as text.
    public static func write(_ rows: [[String]]) -> [UInt8] {
        let lines = rows.map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }
        return Array(("\u{FEFF}" + lines.joined()).utf8)
    }

    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        guard safe.unicodeScalars.contains(where: { ",;\"\n\r".unicodeScalars.contains($0) }) || safe != safe.trimmed else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private struct Scanner {
        let scalars: [Unicode.Scalar]
        let separator: Unicode.Scalar
        var index = 0
        var line = 1

        init(scalars: [Unicode.Scalar], separator: Unicode.Scalar) {
            self.scalars = scalars
            self.separator = separator
        }

        mutating func rows() throws(Fault) -> [Row] {
            var rows: [Row] = []
            while self.index < self.scalars.count {
                guard rows.count < TableText.limitRows else { throw .tooManyRows(limit: TableText.limitRows) }
                let begin = self.line
                rows.append(Row(line: begin, cells: try self.cells()))
            }
            return rows
        }

        private mutating func cells() throws(Fault) -> [String] {
            var cells: [String] = []
            while true {
                cells.append(try self.cell())
                guard self.index < self.scalars.count else { return cells }
                let end = self.scalars[self.index]
                self.index += 1
                if end == self.separator { continue }
                // Only a separator or the end of a line ends a cell.
                if end == "\r", self.index < self.scalars.count, self.scalars[self.index] == "\n" { self.index += 1 }
                self.line += 1
                return cells
            }
        }

        private mutating func cell() throws(Fault) -> String {
            var text = String.UnicodeScalarView()
            while self.index < self.scalars.count, self.scalars[self.index] == " " { self.index += 1 }
            let isQuoted = self.index < self.scalars.count && self.scalars[self.index] == "\""
            if isQuoted {
                text = try self.quoted()
                while self.index < self.scalars.count, self.scalars[self.index] == " " { self.index += 1 }
                guard self.index == self.scalars.count || self.isEnd(self.scalars[self.index]) else { throw .afterQuote(line: self.line) }
            } else {
                while self.index < self.scalars.count, !self.isEnd(self.scalars[self.index]) {
                    text.append(try self.readable(self.scalars[self.index]))
                    self.index += 1
                }
            }
            return String(text).trimmed
        }

        private mutating func quoted() throws(Fault) -> String.UnicodeScalarView {
            var text = String.UnicodeScalarView()
            let begin = self.line
            self.index += 1
            while self.index < self.scalars.count {
                let scalar = self.scalars[self.index]
                self.index += 1
                if scalar == "\"" {
                    guard self.index < self.scalars.count, self.scalars[self.index] == "\"" else { return text }
                    self.index += 1
                } else if scalar == "\n" {
                    self.line += 1
                }
                text.append(try self.readable(scalar))
            }
            throw .openQuote(line: begin)
        }

        private func isEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == self.separator || scalar == "\n" || scalar == "\r" }

        private func readable(_ scalar: Unicode.Scalar) throws(Fault) -> Unicode.Scalar {
            let isText = scalar.value >= 0x20 && scalar.value != 0x7F || scalar == "\n" || scalar == "\r" || scalar == "\t"
            guard isText else { throw .controlCharacter(line: self.line) }
            return scalar
        }
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        let from = self.unicodeScalars.drop(while: \.properties.isWhitespace)
        let reversed = from.reversed().drop(while: \.properties.isWhitespace)
        return String(String.UnicodeScalarView(reversed.reversed()))
    }
}
