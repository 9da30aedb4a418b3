import Postgres

extension CommandFailure {
    /// What a failure of the database means for the person at the terminal.
    init(_ error: PostgresError, _ configuration: PostgresConfiguration) {
        // The server's own sentences come in several lines.
        let message = error.message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if error.code == .undefinedObject {
            self.init(
                Words("Lược đồ chưa đủ: \(message)", "a schema is not complete"),
                mend: Words("chạy `hosoctl migrate`", "run `hosoctl migrate`"), exitCode: .stepFailed)
        } else if error.code.isRetriable {
            self.init(
                Words("Không tới được cơ sở dữ liệu \(configuration)", "the database cannot be reached: \(message)"),
                mend: Words("xem `hosoctl doctor`", "see `hosoctl doctor`"), exitCode: .unavailable)
        } else {
            self.init(
                Words("Cơ sở dữ liệu từ chối: \(message)", "the database refused"), exitCode: .stepFailed)
        }
    }
}
