import COpenSSL

/// OpenSSL's error queue of this thread, read and emptied in one place.
enum OpenSSLErrors {
    /// Takes all errors off the queue; newest last.
    static func take() -> String {
        var texts: [String] = []
        while true {
            let code = ERR_get_error()
            guard code != 0 else { break }
            texts.append(ERR_reason_error_string(code).map { String(cString: $0) } ?? "error \(code)")
        }
        return texts.isEmpty ? "no reason given" : texts.joined(separator: "; ")
    }

    /// Empties the queue after a failure that is an answer and no error.
    static func clear() { ERR_clear_error() }
}

extension PKIError {
    /// An error of a call that should not fail, with OpenSSL's reason.
    static func library(_ call: String, file: String = #fileID, line: Int = #line) -> PKIError {
        PKIError(code: .libraryFailed, message: "\(call): \(OpenSSLErrors.take())", file: file, line: line)
    }
}
