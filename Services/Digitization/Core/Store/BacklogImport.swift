import DigitizationDomain

/// What became of the rows of a sheet.
struct BacklogImport: Hashable, Sendable {
    var added = 0
    var changed = 0
    var unchanged = 0
    /// Rows that stand in the way of what earlier sheets list.
    var faults: [SheetFault] = []
}
