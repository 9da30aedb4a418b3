import CLibPQ

extension PostgresError {
    /// Reads the error out of a result.
    ///
    /// The letters are `PG_DIAG_…` of `postgres_ext.h`, which Swift does not import as numbers.
    init(result: borrowing ServerResult, file: StaticString = #fileID, line: UInt = #line) {
        func field(_ letter: Unicode.Scalar) -> String? {
            PQresultErrorField(result.pointer, Int32(letter.value)).map { String(cString: $0) }
        }
        let sqlState = field("C")
        let severity = field("V")
        let message = field("M") ?? PQresultErrorMessage(result.pointer).map { String(cString: $0).trimmedLine } ?? ""
        var code = sqlState.map(Code.init(sqlState:)) ?? .connectionLost
        // A prepared statement of which the table has changed; other features that are missing are plain errors.
        if sqlState == "0A000", field("R") == "RevalidateCachedQuery" { code = .statementInvalidated }
        // FATAL and PANIC end the connection, whatever the reason.
        if severity == "FATAL" || severity == "PANIC" { code = .connectionLost }
        self.init(code: code, message: message, file: file, line: line)
        self.sqlState = sqlState
        self.constraint = field("n")
        self.table = field("t")
        self.column = field("c")
        self.detail = field("D")
        self.hint = field("H")
    }
}
