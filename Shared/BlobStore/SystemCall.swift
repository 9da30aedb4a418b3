#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Turns the results of system calls into typed errors.
enum SystemCall {
    /// Runs a call that returns -1 on failure; an interrupted call is repeated unless told otherwise.
    static func number(
        _ what: String, retrying: Bool = true, _ call: () -> Int32
    ) throws(BlobStoreError) -> Int32 {
        while true {
            let result = call()
            if result >= 0 { return result }
            let code = errno
            if code == EINTR && retrying { continue }
            throw Self.error(code, what)
        }
    }

    /// Runs a call that returns a number of bytes, or -1 on failure; an interrupted call is repeated.
    static func count(_ what: String, _ call: () -> Int) throws(BlobStoreError) -> Int {
        while true {
            let result = call()
            if result >= 0 { return result }
            let code = errno
            if code == EINTR { continue }
            throw Self.error(code, what)
        }
    }

    /// The error for a system error number.
    static func error(_ number: Int32, _ what: String) -> BlobStoreError {
        let code: BlobStoreError.Code =
            switch number {
            case ENOSPC, EDQUOT: .noSpace
            case ENOENT: .notFound
            case ELOOP: .damaged
            default: .inputOutput
            }
        let text = strerror(number).map { String(cString: $0) } ?? "unknown error"
        return BlobStoreError(code: code, message: "could not \(what): \(text)", systemError: number)
    }
}
