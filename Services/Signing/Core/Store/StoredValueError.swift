/// A row holds a value that this version does not know; the table was changed from outside or by a later version.
struct StoredValueError: Error {
    let column: String

    init(_ column: String) { self.column = column }
}
