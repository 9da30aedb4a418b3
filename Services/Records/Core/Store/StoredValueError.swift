/// A value in the database that no version of this service writes.
struct StoredValueError: Error, CustomStringConvertible {
    let column: String
    let value: String

    init(_ column: String, _ value: String) {
        self.column = column
        self.value = value
    }

    var description: String { "the column \(self.column) holds the unknown value \(self.value)" }
}
