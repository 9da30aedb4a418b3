public import Spreadsheet

/// A sheet of documents: what can be imported, and what is wrong with the rest, cell by cell.
public struct BacklogSheet: Hashable, Sendable {
    /// Most pages a document can have.
    public static let mostPages = 500
    /// Most faults told at once.
    public static let mostFaults = 1000
    /// The largest sheet: 64 MiB, 100,000 rows below the titles, 200 columns, 128 MiB in memory.
    public static let limits = SheetLimits(fileBytes: 64 << 20, rows: 100_001, columns: 200, unpackedBytes: 128 << 20)

    /// Rows without fault.
    public private(set) var documents: [BacklogDocument] = []
    /// What is wrong with the other rows; at most ``mostFaults``.
    public private(set) var faults: [SheetFault] = []
    /// Rows that have a fault.
    public private(set) var faultyRows = 0
    private let places: [SheetColumn: Int]

    /// Reads a table.
    ///
    /// - Parameter rows: The titles of the columns and the rows below them.
    /// - Throws: ``SheetError`` when columns are missing or occur twice; columns nobody knows are left out.
    public init(_ rows: [SheetRow]) throws(SheetError) {
        guard let headings = rows.first else { throw .empty }
        var places: [SheetColumn: Int] = [:]
        for (place, heading) in headings.texts.enumerated() {
            guard let column = SheetColumn(heading: heading) else { continue }
            guard places.updateValue(place, forKey: column) == nil else { throw .columnTwice(column.rawValue) }
        }
        self.places = places
        let missing = SheetColumn.required.filter { places[$0] == nil }
        guard missing.isEmpty else { throw .columnsMissing(missing.map(\.rawValue)) }
        var seen = Seen()
        for row in rows.dropFirst() {
            var reader = RowReader(row: row, places: places)
            let document = reader.document()
            var faults = reader.faults
            if let document, faults.isEmpty { faults = seen.faults(document) }
            if let document, faults.isEmpty {
                self.documents.append(document)
            } else {
                self.faultyRows += 1
                self.faults += faults.prefix(max(0, Self.mostFaults - self.faults.count))
            }
        }
    }

    /// Where a fault stands; nil when the sheet does not have its column.
    public func place(of fault: SheetFault) -> CellPlace? {
        self.places[fault.column].map { CellPlace(row: fault.row, column: $0) }
    }

    /// What earlier rows took.
    private struct Seen {
        private var rows: [String: Int] = [:]

        mutating func faults(_ document: BacklogDocument) -> [SheetFault] {
            let keys: [(SheetColumn, String)] = [
                (.ordinal, "\(document.recordCode)/\(document.ordinal)"), (.identifier, document.identifier), (.file, document.fileName),
            ]
            for (column, key) in keys {
                if let earlier = self.rows["\(column):\(key)"] {
                    return [
                        SheetFault(
                            row: document.row, column: column, messageVi: "“\(key)” đã có ở dòng \(earlier)",
                            messageEn: "“\(key)” is in row \(earlier) already")
                    ]
                }
            }
            for (column, key) in keys { self.rows["\(column):\(key)"] = document.row }
            return []
        }
    }
}
