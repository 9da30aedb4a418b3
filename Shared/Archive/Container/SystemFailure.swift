internal import Glibc

/// Turns a system error number into our error.
enum SystemFailure {
    static func error(_ what: String, _ number: Int32 = errno, path: String = "") -> ArchiveError {
        let text = strerror(number).map { String(cString: $0) } ?? "unknown error"
        let code: ArchiveError.Code = number == ENOSPC || number == EDQUOT ? .noSpace : .inputOutput
        return ArchiveError(code: code, message: "could not \(what): \(text)", path: path)
    }
}
