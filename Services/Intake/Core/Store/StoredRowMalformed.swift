/// A row that the constraints of its table should have kept out; somebody changed the database by hand.
struct StoredRowMalformed: Error, Hashable, Sendable {
    let table: String
}
