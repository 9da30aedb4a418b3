/// Where a cell stands, as spreadsheet programs name it: `B7`.
public struct CellPlace: Hashable, Sendable, CustomStringConvertible {
    /// The row, from 1.
    public let row: Int
    /// The column, from 0.
    public let column: Int

    /// Makes a place.
    ///
    /// - Parameters:
    ///   - row: Range: `1...`.
    ///   - column: Range: `0...`.
    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// Its name: `A1`, `AA10`.
    public var description: String {
        var letters = ""
        var rest = self.column
        while rest >= 0 {
            letters = String(UnicodeScalar(UInt8(0x41 + rest % 26))) + letters
            rest = rest / 26 - 1
        }
        return letters + String(self.row)
    }

    /// The column of a name, whatever its row; nil when it does not begin with one to three letters.
    static func column(of name: String) -> Int? {
        let letters = name.utf8.prefix { (0x41...0x5A).contains($0) }
        guard (1...3).contains(letters.count) else { return nil }
        return letters.reduce(0) { $0 * 26 + Int($1) - 0x40 } - 1
    }
}
