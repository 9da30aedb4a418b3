import CLibPQ
import Foundation

/// Owns one `PGconn` and finishes it exactly once.
///
/// `@unchecked Sendable`: it cannot be copied, so it has one owner at a time, whatever thread that is on.
struct ConnectionHandle: ~Copyable, @unchecked Sendable {
    let pointer: OpaquePointer

    /// Starts to connect; ``Connector`` does the rest.
    ///
    /// Blocking: yes, it may look up the host's name.
    init(connecting parameters: [(keyword: String, value: String)]) throws(PostgresError) {
        var keywords: [UnsafeMutablePointer<CChar>?] = parameters.map { strdup($0.keyword) }
        var values: [UnsafeMutablePointer<CChar>?] = parameters.map { strdup($0.value) }
        defer { for text in keywords + values { free(text) } }
        let complete = !keywords.contains(nil) && !values.contains(nil)
        keywords.append(nil)
        values.append(nil)
        var pointer: OpaquePointer?
        if complete {
            pointer = keywords.map { UnsafePointer($0) }.withUnsafeBufferPointer { keywords in
                values.map { UnsafePointer($0) }.withUnsafeBufferPointer { values in
                    PQconnectStartParams(keywords.baseAddress, values.baseAddress, 0)
                }
            }
        }
        guard let pointer else {
            throw PostgresError(code: .outOfMemory, message: "libpq had no memory for a connection")
        }
        self.pointer = pointer
        PQsetNoticeReceiver(pointer, dropNotice, nil)
    }

    deinit { PQfinish(self.pointer) }
}

/// Notices are not kept: they may quote values of rows.
///
/// Called by libpq on the thread that reads from the connection; uses nothing but its arguments.
private func dropNotice(_: UnsafeMutableRawPointer?, _: OpaquePointer?) {}

extension String {
    /// Without line breaks and spaces at the end; line breaks inside become spaces.
    var trimmedLine: String {
        var text = self
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text.map { $0.isNewline ? " " : $0 })
    }
}

/// What libpq says about its last failure. It names host and role, never the password.
func libraryMessage(_ connection: OpaquePointer?) -> String {
    guard let connection, let message = PQerrorMessage(connection) else { return "the connection is closed" }
    return String(cString: message).trimmedLine
}
