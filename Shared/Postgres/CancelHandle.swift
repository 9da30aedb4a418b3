import CLibPQ

/// Owns what is needed to ask the server to cancel the statement of one connection.
///
/// `@unchecked Sendable`: a `PGcancel` does not change, and libpq allows `PQcancel` from any thread.
final class CancelHandle: @unchecked Sendable {
    private let pointer: OpaquePointer

    /// nil when libpq has no memory or the connection is closed.
    init?(_ state: borrowing ChannelState) {
        guard let connection = state.pointer, let pointer = PQgetCancel(connection) else { return nil }
        self.pointer = pointer
    }

    deinit { PQfreeCancel(self.pointer) }

    /// Opens a connection of its own to the server and asks it to cancel.
    ///
    /// Blocking: yes.
    /// - Returns: Whether the request was delivered.
    func send() -> Bool {
        var reason = [CChar](repeating: 0, count: 256)
        return PQcancel(self.pointer, &reason, Int32(reason.count)) == 1
    }
}
