import CLibPQ

/// Owns one `PGresult` until it is known what it is.
struct ServerResult: ~Copyable {
    let pointer: OpaquePointer

    init(taking pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit { PQclear(self.pointer) }

    var status: ExecStatusType { PQresultStatus(self.pointer) }

    /// Hands the result on as rows, which clear it in the end.
    consuming func rows() -> PostgresRows {
        let rows = PostgresRows(storage: ResultStorage(taking: self.pointer))
        discard self
        return rows
    }
}
