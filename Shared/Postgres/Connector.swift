import CLibPQ
import Foundation

/// Makes connections.
enum Connector {
    /// Connects and signs in.
    ///
    /// Blocking: yes. Never call it on a thread of the cooperative pool.
    /// - Throws: `.cannotConnect` with libpq's explanation.
    static func connect(_ configuration: PostgresConfiguration) throws(PostgresError) -> ConnectionHandle {
        let deadline = ContinuousClock.now + configuration.connectTimeout
        let handle = try ConnectionHandle(connecting: self.parameters(configuration))
        var status = PGRES_POLLING_WRITING
        guard PQstatus(handle.pointer) != CONNECTION_BAD else { throw self.failure(handle) }
        while true {
            switch status {
            case PGRES_POLLING_OK:
                guard PQsetnonblocking(handle.pointer, 1) == 0 else { throw self.failure(handle) }
                return handle
            case PGRES_POLLING_FAILED:
                throw self.failure(handle)
            default:
                let events = status == PGRES_POLLING_READING ? POLLIN : POLLOUT
                var entry = pollfd(fd: PQsocket(handle.pointer), events: Int16(events), revents: 0)
                let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
                guard left > 0, poll(&entry, 1, Int32(clamping: Int64(left.rounded(.up)))) != 0 else {
                    throw PostgresError(
                        code: .cannotConnect,
                        message: "\(configuration) did not answer within \(configuration.connectTimeout)")
                }
                status = PQconnectPoll(handle.pointer)
            }
        }
    }

    private static func failure(_ handle: borrowing ConnectionHandle) -> PostgresError {
        PostgresError(code: .cannotConnect, message: libraryMessage(handle.pointer))
    }

    /// Everything goes into the start of the session, so that it costs no round trip.
    static func parameters(_ configuration: PostgresConfiguration) -> [(keyword: String, value: String)] {
        var options = ["-c", "TimeZone=UTC", "-c", "DateStyle=ISO"]
        if let timeout = configuration.statementTimeout {
            let milliseconds = (timeout / .milliseconds(1)).rounded(.up)
            options += ["-c", "statement_timeout=\(Int32(clamping: Int64(max(1, min(milliseconds, 2_147_483_647)))))"]
        }
        if let searchPath = configuration.searchPath {
            options += ["-c", "search_path=\(quotedIdentifier(searchPath))"]
        }
        var parameters: [(keyword: String, value: String)] = [
            ("host", configuration.host), ("port", String(configuration.port)), ("dbname", configuration.database),
            ("user", configuration.username), ("application_name", configuration.applicationName),
            ("client_encoding", "UTF8"), ("options", options.map(escaped).joined(separator: " ")),
            ("sslmode", configuration.tls.mode), ("gssencmode", "disable"),
            ("keepalives", "1"), ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
        ]
        if let password = configuration.password { parameters.append(("password", password)) }
        if let file = configuration.tls.rootCertificateFile { parameters.append(("sslrootcert", file)) }
        if let file = configuration.tls.certificateFile { parameters.append(("sslcert", file)) }
        if let file = configuration.tls.keyFile { parameters.append(("sslkey", file)) }
        return parameters
    }

    /// The server splits the options at spaces; a backslash keeps what follows.
    private static func escaped(_ option: String) -> String {
        var escaped = ""
        for character in option {
            if character == "\\" || character.isWhitespace { escaped += "\\" }
            escaped.append(character)
        }
        return escaped
    }
}
